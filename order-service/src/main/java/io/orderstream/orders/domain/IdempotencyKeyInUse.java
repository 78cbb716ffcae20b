package io.orderstream.orders.domain;

/** The request that a caller gave the same key to is still being carried out. */
public final class IdempotencyKeyInUse extends RuntimeException {

  private IdempotencyKeyInUse(String message) {
    super(message);
  }

  static IdempotencyKeyInUse of(IdempotencyKey key) {
    return new IdempotencyKeyInUse(
        "The first request with the key \"%s\" is not finished".formatted(key.value()));
  }
}
