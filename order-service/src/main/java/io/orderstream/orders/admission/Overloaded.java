package io.orderstream.orders.admission;

/** There is more to do than can be done; trying again in a moment may help. */
public final class Overloaded extends RuntimeException {

  Overloaded() {
    super("too many requests are waiting", null, false, false);
  }
}
