package io.orderstream.orders.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whose orders somebody may see and change.
 *
 * @param only the one customer whose orders these are; null where they are everybody's
 */
public record Reach(@Nullable CustomerId only) {

  private static final Reach EVERYBODY = new Reach(null);

  public static Reach everybody() {
    return EVERYBODY;
  }

  public static Reach only(CustomerId customer) {
    return new Reach(customer);
  }

  public boolean covers(CustomerId customer) {
    return only == null || only.equals(customer);
  }
}
