package io.orderstream.inventory.domain;

/** A caller gave the key of one request to another one. */
public final class IdempotencyKeyReused extends RuntimeException {

  IdempotencyKeyReused() {
    super("This key belongs to another request");
  }
}
