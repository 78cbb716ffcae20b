package io.orderstream.orders.security;

import io.orderstream.access.Caller;

/** A caller named a customer that it may not act for. */
public final class ForeignCustomer extends RuntimeException {

  private ForeignCustomer(String message) {
    super(message);
  }

  static ForeignCustomer to(Caller caller) {
    return new ForeignCustomer(
        "The access token allows orders of \"%s\" only".formatted(caller.subject()));
  }
}
