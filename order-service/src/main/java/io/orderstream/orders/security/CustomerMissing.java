package io.orderstream.orders.security;

/** Somebody who acts for others did not say for whom. */
public final class CustomerMissing extends RuntimeException {

  CustomerMissing() {
    super("Whose order it is must be said with a token that is for orders of any customer");
  }
}
