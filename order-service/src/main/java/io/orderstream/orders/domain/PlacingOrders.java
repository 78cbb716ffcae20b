package io.orderstream.orders.domain;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accepts orders: priced by the catalogue, stored and published together, settled later. */
@Service
public class PlacingOrders {

  private final Catalogue catalogue;
  private final Orders orders;
  private final IdempotencyKeys keys;
  private final Clock clock;

  PlacingOrders(Catalogue catalogue, Orders orders, IdempotencyKeys keys, Clock clock) {
    this.catalogue = catalogue;
    this.orders = orders;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Accepts an order, unless the same request with the same key did before. Only what is accepted
   * is remembered.
   *
   * @param key the caller's name for the request; without one, every call is a new request
   * @param cause what led to it
   * @throws IdempotencyKeyInUse if a request with this key is at work right now
   * @throws IdempotencyKeyReused if the key belongs to a request for something else
   * @throws UnknownItems if the catalogue lacks an item
   * @throws MixedCurrencies if its items are priced in more than one currency
   * @throws AmountTooLarge if its total is
   * @throws PriceChanged if its total is not the expected one
   */
  @OnRequest
  @Transactional
  public Placement place(OrderDraft draft, @Nullable IdempotencyKey key, Cause cause) {
    Instant now = clock.instant();
    OrderId id = OrderId.next(now);
    OrderId claimed = key == null ? id : keys.claim(key, Fingerprint.of(draft), id);
    return claimed.equals(id)
        ? Placement.of(orders.save(priced(draft, id, now, cause)))
        : Placement.replayOf(
            orders.findById(claimed).orElseThrow(() -> OrderNotFound.withId(claimed)));
  }

  private Order priced(OrderDraft draft, OrderId id, Instant now, Cause cause) {
    Order order =
        Order.place(id, draft.customerId(), draft.email(), priced(draft.lines()), now, cause);
    requireExpected(draft.expectedTotal(), order.total());
    return order;
  }

  private OrderLines priced(List<OrderDraft.Line> lines) {
    Map<Sku, CatalogueItem> items =
        catalogue.find(lines.stream().map(OrderDraft.Line::sku).toList());
    List<OrderLine> priced = new ArrayList<>(lines.size());
    Map<Integer, Sku> unknown = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      OrderDraft.Line line = lines.get(i);
      CatalogueItem item = items.get(line.sku());
      if (item == null) {
        unknown.put(i, line.sku());
      } else {
        priced.add(line.pricedBy(item));
      }
    }
    if (!unknown.isEmpty()) {
      throw UnknownItems.inLines(unknown);
    }
    return new OrderLines(priced);
  }

  private static void requireExpected(@Nullable Money expected, Money total) {
    if (expected != null && !expected.equals(total)) {
      throw PriceChanged.from(expected, total);
    }
  }
}
