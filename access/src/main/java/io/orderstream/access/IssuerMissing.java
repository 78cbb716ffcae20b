package io.orderstream.access;

/** Nobody was named whose tokens could be trusted. */
final class IssuerMissing extends RuntimeException {

  IssuerMissing() {
    super("no issuer of access tokens is configured");
  }
}
