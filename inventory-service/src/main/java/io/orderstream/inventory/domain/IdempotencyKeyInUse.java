package io.orderstream.inventory.domain;

/** The request that a caller gave the same key to is still being carried out. */
public final class IdempotencyKeyInUse extends RuntimeException {

  IdempotencyKeyInUse(Throwable cause) {
    super("The first request with this key is not finished", cause);
  }
}
