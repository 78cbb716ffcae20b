package io.orderstream.orders.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * Tells requests apart by what they ask for, however they are written.
 *
 * @param hex a SHA-256 hash
 */
record Fingerprint(String hex) {

  /** None of the parts can have a line break in it, so no two drafts read the same. */
  static Fingerprint of(OrderDraft draft) {
    StringJoiner parts = new StringJoiner("\n");
    parts.add(draft.customerId().value());
    parts.add(draft.email() == null ? "" : draft.email().value());
    parts.add(draft.expectedTotal() == null ? "" : draft.expectedTotal().toString());
    draft.lines().forEach(line -> parts.add(line.sku() + " " + line.quantity().value()));
    return new Fingerprint(HexFormat.of().formatHex(sha256(parts.toString())));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
