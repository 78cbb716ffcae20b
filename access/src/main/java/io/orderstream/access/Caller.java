package io.orderstream.access;

import java.time.Instant;
import java.util.Set;

/**
 * Who makes a request, as a checked token says; an argument for methods of controllers.
 *
 * @param subject the token's subject: a customer, or a client that acts by itself
 * @param scopes what the token allows
 * @param expiry when the token ends
 */
public record Caller(String subject, Set<String> scopes, Instant expiry) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whether the token has a scope. */
  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}
