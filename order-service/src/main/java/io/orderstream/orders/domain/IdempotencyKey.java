package io.orderstream.orders.domain;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A name that a caller gave to a request, to repeat it without having it done twice.
 *
 * @param caller whose name it is; callers do not get in each other's way
 */
public record IdempotencyKey(String caller, String value) {

  /** What a key looks like, as a regular expression: printable ASCII. */
  public static final String PATTERN = "[ -~]{1,255}";

  /** How long a key means its request, from when it was first used. */
  public static final Duration KEPT = Duration.ofDays(7);

  private static final Pattern WELL_FORMED = Pattern.compile(PATTERN);

  /**
   * @throws IllegalArgumentException if the value does not match {@link #PATTERN}
   */
  public IdempotencyKey {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new IllegalArgumentException("not an idempotency key");
    }
  }
}
