package io.orderstream.requestresponse.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.contracts.Money;
import io.orderstream.requestresponse.web.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a customer wants to order.
 *
 * @param lines without prices
 * @param expectedTotal what the customer was told it costs, if that is to be held to
 */
record OrderDraft(
    String customerId,
    @Nullable String email,
    List<OrderLine> lines,
    @Nullable Money expectedTotal) {

  /** Tells requests apart by what they ask for: a SHA-256 hash. */
  byte[] fingerprint() {
    StringJoiner parts = new StringJoiner("\n");
    parts.add(customerId);
    parts.add(email == null ? "" : email);
    parts.add(expectedTotal == null ? "" : expectedTotal.toString());
    lines.forEach(line -> parts.add(line.sku() + " " + line.quantity()));
    try {
      return MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * @throws Problem if the order comes to something else than the customer was told
   */
  void requireExpected(Order priced) {
    if (expectedTotal != null && !expectedTotal.equals(priced.total())) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "price-changed",
          "The order comes to %s, not %s".formatted(priced.total(), expectedTotal));
    }
  }
}
