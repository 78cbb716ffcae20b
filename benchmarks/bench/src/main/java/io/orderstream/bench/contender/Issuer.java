package io.orderstream.bench.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/** The local stack's issuer of access tokens, which are valid for an hour. */
public final class Issuer {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI tokens;

  public Issuer(URI gateway) {
    this.tokens = gateway.resolve("/oauth2/token");
  }

  /** A token to order for all customers with. */
  public String storefront() {
    return token("storefront", "orders:any");
  }

  /** A token to stock items with. */
  public String staff() {
    return token("staff", "items");
  }

  private String token(String client, String scope) {
    String secret = Base64.getEncoder().encodeToString((client + ":" + client).getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(tokens)
            .header("Authorization", "Basic " + secret)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("no token: " + answer.statusCode() + " " + answer.body());
      }
      return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    } catch (IOException e) {
      throw new IllegalStateException("no issuer at " + tokens, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
