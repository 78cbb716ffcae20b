package io.orderstream.requestresponse.orders;

import io.orderstream.access.Caller;
import io.orderstream.access.Scopes;
import io.orderstream.requestresponse.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * For which customers a caller acts: for any with {@code orders:any}, else only for the one that is
 * the token's subject.
 */
final class Customers {

  private Customers() {}

  /**
   * Whose order a caller places: the named customer's, or its own.
   *
   * @throws Problem if the caller does not act for that customer, or does not say for whom
   */
  static String orderingBy(Caller caller, @Nullable String named) {
    if (named != null && !sees(caller, named)) {
      throw Problem.of(
          HttpStatus.FORBIDDEN,
          "forbidden",
          "The access token allows orders of \"%s\" only".formatted(caller.subject()));
    }
    if (named == null && !caller.may(Scopes.ORDERS)) {
      throw Problem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "validation-failed",
          "Some fields are not as they must be",
          List.of(
              new Problem.Part(
                  "/customerId", "required", "must say for whom you place the order")));
    }
    return named == null ? caller.subject() : named;
  }

  /** Whether a customer's orders are the caller's to see. */
  static boolean sees(Caller caller, String customer) {
    return caller.may(Scopes.ORDERS_ANY) || caller.subject().equals(customer);
  }
}
