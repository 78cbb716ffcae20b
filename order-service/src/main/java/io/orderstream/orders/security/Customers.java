package io.orderstream.orders.security;

import io.orderstream.access.Caller;
import io.orderstream.access.Scopes;
import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.Reach;
import org.jspecify.annotations.Nullable;

/**
 * For which customers a caller acts: for any with {@code orders:any}, else only for the one that is
 * the token's subject.
 */
public final class Customers {

  private Customers() {}

  /**
   * Whose orders a caller may see and change.
   *
   * @throws ForeignCustomer if it is no customer, and may not act for others
   */
  public static Reach of(Caller caller) {
    return caller.may(Scopes.ORDERS_ANY) ? Reach.everybody() : Reach.only(self(caller));
  }

  /**
   * Those of them that belong to a customer, if one is named.
   *
   * @throws ForeignCustomer if the caller does not act for that customer
   */
  public static Reach of(Caller caller, @Nullable CustomerId named) {
    Reach reach = of(caller);
    if (named == null) {
      return reach;
    }
    if (!reach.covers(named)) {
      throw ForeignCustomer.to(caller);
    }
    return Reach.only(named);
  }

  /**
   * Whose order a caller places: the named customer's, or its own.
   *
   * @throws ForeignCustomer if the caller does not act for that customer
   * @throws CustomerMissing if none is named, and the caller acts for others only
   */
  public static CustomerId orderingBy(Caller caller, @Nullable CustomerId named) {
    CustomerId customer = of(caller, named).only();
    if (customer != null) {
      return customer;
    }
    if (!caller.may(Scopes.ORDERS)) {
      throw new CustomerMissing();
    }
    return self(caller);
  }

  private static CustomerId self(Caller caller) {
    if (!caller.subject().matches(CustomerId.PATTERN)) {
      throw ForeignCustomer.to(caller);
    }
    return new CustomerId(caller.subject());
  }
}
