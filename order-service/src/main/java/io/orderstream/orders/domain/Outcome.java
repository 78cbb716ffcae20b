package io.orderstream.orders.domain;

/** What a request to place an order led to. */
public sealed interface Outcome {

  /** There is an order. */
  record Placed(Placement placement) implements Outcome {}

  /** There is none, and nothing is remembered. */
  record Refused(RuntimeException reason) implements Outcome {}

  /**
   * The placement.
   *
   * @throws RuntimeException the reason, where it was refused
   */
  default Placement orThrow() {
    return switch (this) {
      case Placed placed -> placed.placement;
      case Refused refused -> throw refused.reason;
    };
  }
}
