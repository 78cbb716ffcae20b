package io.orderstream.localstack.tokens;

import io.orderstream.localstack.processes.StackFailure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who can have a token from the stack's issuer. The name is the password. */
public enum Account {
  ALICE(true, "orders"),
  BOB(true, "orders"),
  STOREFRONT(false, "orders:any"),
  STAFF(false, "items"),
  OPS(false, "ops");

  private final boolean shopper;
  private final String scope;

  Account(boolean shopper, String scope) {
    this.shopper = shopper;
    this.scope = scope;
  }

  /**
   * Finds an account by its name.
   *
   * @throws StackFailure when there is none of that name
   */
  public static Account named(String name) {
    return Arrays.stream(values())
        .filter(account -> account.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StackFailure(
                    "The issuer knows nobody called \"%s\".".formatted(name),
                    "Choose one of " + names() + "."));
  }

  private static String names() {
    return Arrays.stream(values()).map(Account::toString).collect(Collectors.joining(", "));
  }

  /** Whether a person logs in, instead of a client with a secret. */
  boolean isShopper() {
    return shopper;
  }

  /** What the token is for. */
  public String scope() {
    return scope;
  }

  String password() {
    return toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
