package io.orderstream.notifications.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What a mail says about its order. Stored with the mail as JSON: parts may be added, but what is
 * stored must stay readable.
 *
 * @param shortages why the order was rejected; empty for every other kind of mail
 */
public record OrderSummary(
    List<Line> lines, Money total, Instant placedAt, List<Shortage> shortages) {

  public OrderSummary {
    lines = List.copyOf(lines);
    requireNonNull(total, "total");
    requireNonNull(placedAt, "placedAt");
    shortages = List.copyOf(shortages);
  }

  /** One line of the order, as the customer gave it. */
  public record Line(String sku, String name, int quantity, Money unitPrice, Money total) {

    public Line {
      requireNonNull(sku, "sku");
      requireNonNull(name, "name");
      requireNonNull(unitPrice, "unitPrice");
      requireNonNull(total, "total");
    }
  }

  /**
   * An item that the order failed for.
   *
   * @param discontinued the shop does not have the item any more; the numbers mean nothing then
   */
  public record Shortage(String name, boolean discontinued, int requested, int available) {

    public Shortage {
      requireNonNull(name, "name");
    }
  }
}
