package io.orderstream.orders.domain;

import java.util.regex.Pattern;

/** Identifies a customer; made by the storefront or its identity provider. */
public record CustomerId(String value) {

  /** What a customer id looks like, as a regular expression: printable and without blanks. */
  public static final String PATTERN = "[!-~]{1,255}";

  private static final Pattern WELL_FORMED = Pattern.compile(PATTERN);

  /**
   * @throws IllegalArgumentException if the value does not match {@link #PATTERN}
   */
  public CustomerId {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new IllegalArgumentException("not a customer id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
