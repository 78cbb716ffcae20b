package io.orderstream.bench.contender;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** The items that are ordered: more of each than any load takes. */
public final class Shelves {

  private static final int ENOUGH = 100_000_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI items;
  private final String token;

  /** The shelves behind a gateway, filled with a token of the staff. */
  public Shelves(URI gateway, String token) {
    this.items = gateway.resolve("/api/v1/items/");
    this.token = token;
  }

  /** So many items, stocked. */
  public List<String> filled(int count) {
    List<String> skus = IntStream.range(0, count).mapToObj("BENCH-%04d"::formatted).toList();
    skus.forEach(this::fill);
    return skus;
  }

  private void fill(String sku) {
    HttpResponse<String> found = send(request(sku).GET());
    if (found.statusCode() == 404) {
      require(
          send(
              request(sku)
                  .PUT(
                      BodyPublishers.ofString(
                          """
                          {"name": "Item %s", "unitPrice": {"amount": "12.50", "currency": "EUR"}}"""
                              .formatted(sku)))));
    } else if (available(require(found)) >= ENOUGH / 2) {
      return;
    }
    require(
        send(
            request(sku + "/stock-adjustments")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"delta": %d, "reason": "benchmark"}"""
                            .formatted(ENOUGH)))));
  }

  private static int available(HttpResponse<String> item) {
    return JsonMapper.shared().readTree(item.body()).path("available").asInt();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(items.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("cannot stock " + items, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> require(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "cannot stock %s: %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return answer;
  }
}
