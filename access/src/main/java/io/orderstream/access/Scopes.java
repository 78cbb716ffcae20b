package io.orderstream.access;

import java.util.stream.Stream;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** What access tokens can allow their bearers to do. */
public final class Scopes {

  /** To place and see one's own orders: those whose customer is the token's subject. */
  public static final String ORDERS = "orders";

  /** To place and see orders for any customer: a storefront's back end, or a support desk. */
  public static final String ORDERS_ANY = "orders:any";

  /** To change items and their stock: staff. */
  public static final String ITEMS = "items";

  /** To run the platform. */
  public static final String OPS = "ops";

  static final String AUTHORITY_PREFIX = "SCOPE_";

  private Scopes() {}

  /** Lets in whoever has at least one of the scopes. */
  public static AuthorizationManager<RequestAuthorizationContext> any(String... scopes) {
    return AuthorityAuthorizationManager.hasAnyAuthority(
        Stream.of(scopes).map(AUTHORITY_PREFIX::concat).toArray(String[]::new));
  }
}
