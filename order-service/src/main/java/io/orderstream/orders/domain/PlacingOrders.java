package io.orderstream.orders.domain;

import java.time.Clock;
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
  private final Clock clock;

  PlacingOrders(Catalogue catalogue, Orders orders, Clock clock) {
    this.catalogue = catalogue;
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * Accepts an order.
   *
   * @return the order, pending
   * @throws UnknownItems if the catalogue lacks an item
   * @throws MixedCurrencies if its items are priced in more than one currency
   * @throws AmountTooLarge if its total is
   * @throws PriceChanged if its total is not the expected one
   */
  @Transactional
  public Order place(OrderDraft draft) {
    Order order =
        Order.place(draft.customerId(), draft.email(), priced(draft.lines()), clock.instant());
    requireExpected(draft.expectedTotal(), order.total());
    return orders.save(order);
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
