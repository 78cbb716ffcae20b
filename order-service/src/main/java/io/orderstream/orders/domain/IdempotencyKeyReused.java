package io.orderstream.orders.domain;

/** A caller gave the key of one request to another one. */
public final class IdempotencyKeyReused extends RuntimeException {

  private IdempotencyKeyReused(String message) {
    super(message);
  }

  static IdempotencyKeyReused of(IdempotencyKey key) {
    return new IdempotencyKeyReused(
        "The key \"%s\" belongs to another request".formatted(key.value()));
  }
}
