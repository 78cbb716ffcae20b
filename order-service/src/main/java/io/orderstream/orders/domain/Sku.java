package io.orderstream.orders.domain;

import java.util.regex.Pattern;

/** The shop's own name for an item. */
public record Sku(String value) {

  /** What a sku looks like, as a regular expression. */
  public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  private static final Pattern WELL_FORMED = Pattern.compile(PATTERN);

  /**
   * @throws IllegalArgumentException if the value does not match {@link #PATTERN}
   */
  public Sku {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new IllegalArgumentException("not a sku: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
