package io.orderstream.inventory.domain;

import java.util.regex.Pattern;

/** A name that callers give to a request, to repeat it without having it done twice. */
public record IdempotencyKey(String value) {

  private static final Pattern WELL_FORMED = Pattern.compile("[ -~]{1,255}");

  /**
   * @throws IllegalArgumentException if the value is empty, too long or not printable ASCII
   */
  public IdempotencyKey {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new IllegalArgumentException("a key is 1 to 255 printable ASCII characters");
    }
  }
}
