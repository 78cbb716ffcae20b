package io.orderstream.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.testing.RawRequest;
import java.util.List;
import java.util.Random;

/** Good requests that something was done to. */
final class Mutations {

  private static final List<String> NASTY =
      List.of(
          "",
          "null",
          "true",
          "0",
          "-1",
          "1e308",
          "1e999",
          "99999999999999999999",
          "[]",
          "{}",
          "[[[[",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\u202e",
          "' or 1=1--",
          "${x}",
          "%s%n",
          "%00",
          "%",
          "&",
          "=",
          "\0",
          "\u007f",
          "\\",
          "\"",
          "}",
          "]",
          ",",
          ":",
          "{\"a\":1}",
          "-0.0",
          "NaN",
          "\ufeff",
          "\ud83d\ude00");

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  RawRequest of(String order, String token) {
    RawRequest good =
        switch (random.nextInt(5)) {
          case 0 ->
              RawRequest.of(
                  "GET",
                  "/api/v1/orders?status=PENDING&limit=5&placedFrom=2026-01-01T00:00:00Z"
                      + "&after=019a0000-0000-7000-8000-000000000000");
          case 1 ->
              RawRequest.of("GET", "/api/v1/orders/019a0000-0000-7000-8000-000000000000")
                  .header("If-None-Match", "\"1\", W/\"2\"");
          case 2 ->
              RawRequest.of(
                      "POST", "/api/v1/orders/019a0000-0000-7000-8000-000000000000/cancellation")
                  .header("If-Match", "\"1\", W/\"2\"");
          default ->
              RawRequest.of("POST", "/api/v1/orders")
                  .header("Idempotency-Key", "k" + random.nextInt(5))
                  .json(order);
        };
    RawRequest request = good.header("Authorization", "Bearer " + token);
    for (int times = random.nextInt(1, 4); times > 0; times--) {
      request = changed(request);
    }
    return request;
  }

  private RawRequest changed(RawRequest request) {
    return switch (random.nextInt(6)) {
      case 0 ->
          new RawRequest(
              request.method(),
              "/" + changed(request.target().substring(1)).replaceAll("[ \\r\\n]", "_"),
              request.headers(),
              request.body());
      case 1 -> request.header("X-Correlation-Id", changed("a-correlation-id"));
      case 2 -> request.header("If-Match", changed("\"0.0\", W/\"1.1\""));
      case 3 -> request.header("Idempotency-Key", changed("a-key"));
      default ->
          request.body().isEmpty()
              ? request
              : request.body(changed(request.body()).getBytes(UTF_8));
    };
  }

  /** With a part cut out, doubled, or replaced by something nasty. */
  private String changed(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = from + random.nextInt(Math.min(text.length() - from, 8) + 1);
    String middle =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> text.substring(from, to).repeat(2);
          default -> NASTY.get(random.nextInt(NASTY.size()));
        };
    return text.substring(0, from) + middle + text.substring(to);
  }
}
