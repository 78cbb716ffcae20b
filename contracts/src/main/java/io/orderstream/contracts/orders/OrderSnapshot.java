package io.orderstream.contracts.orders;

import static java.util.Objects.requireNonNull;

import io.orderstream.contracts.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every order event says of its order, so that no consumer has to ask for it.
 *
 * @param id the order's id, also the record's key
 * @param customerId who ordered
 * @param email where mails about the order go, if the customer wants any
 * @param lines what was ordered, as the customer gave it: one sku may stand in several lines
 * @param total the sum of the lines
 * @param placedAt when the order was accepted
 */
public record OrderSnapshot(
    UUID id,
    String customerId,
    @Nullable String email,
    List<Line> lines,
    Money total,
    Instant placedAt) {

  public OrderSnapshot {
    requireNonNull(id, "id");
    requireNonNull(customerId, "customerId");
    lines = List.copyOf(lines);
    requireNonNull(total, "total");
    requireNonNull(placedAt, "placedAt");
  }

  /**
   * One line of an order.
   *
   * @param unitPrice the price of one at the time the order was placed
   * @param total {@code unitPrice} times {@code quantity}
   */
  public record Line(String sku, String name, int quantity, Money unitPrice, Money total) {

    public Line {
      requireNonNull(sku, "sku");
      requireNonNull(name, "name");
      if (quantity < 1) {
        throw new IllegalArgumentException("quantity must be positive, is " + quantity);
      }
      requireNonNull(unitPrice, "unitPrice");
      requireNonNull(total, "total");
    }
  }
}
