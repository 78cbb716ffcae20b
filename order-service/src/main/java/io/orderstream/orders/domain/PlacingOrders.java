package io.orderstream.orders.domain;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
   * Accepts each order, unless the same request with the same key did before, all in one
   * transaction. Only what is accepted is remembered. A request is refused without harm to the
   * others:
   *
   * <ul>
   *   <li>{@link IdempotencyKeyInUse} if a request with its key is at work right now
   *   <li>{@link IdempotencyKeyReused} if its key belongs to a request for something else
   *   <li>{@link UnknownItems} if the catalogue lacks an item
   *   <li>{@link MixedCurrencies} if its items are priced in more than one currency
   *   <li>{@link AmountTooLarge} if its total is
   *   <li>{@link PriceChanged} if its total is not the expected one
   * </ul>
   *
   * @return what the requests led to, in their order
   */
  @Transactional
  public List<Outcome> place(List<OrderRequest> requests) {
    List<Candidate> candidates = candidates(requests);
    Map<IdempotencyKey, IdempotencyKeys.Holder> holders = keys.claim(claims(candidates));
    Map<OrderId, Optional<Order>> earlier = earlier(holders, candidates);
    List<Outcome> outcomes = new ArrayList<>(candidates.size());
    List<Order> accepted = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      IdempotencyKey key = candidate.request.key();
      Outcome outcome =
          key == null ? candidate.outcome() : candidate.outcome(key, holders.get(key), earlier);
      outcomes.add(outcome);
      if (outcome instanceof Outcome.Placed(Placement placement) && !placement.replayed()) {
        accepted.add(placement.order());
      }
    }
    orders.insert(accepted);
    return outcomes;
  }

  private List<Candidate> candidates(List<OrderRequest> requests) {
    Instant now = clock.instant();
    Map<Sku, CatalogueItem> items =
        catalogue.find(
            requests.stream()
                .flatMap(request -> request.draft().lines().stream())
                .map(OrderDraft.Line::sku)
                .toList());
    return requests.stream().map(request -> candidate(request, items, now)).toList();
  }

  private static Candidate candidate(
      OrderRequest request, Map<Sku, CatalogueItem> items, Instant now) {
    OrderId id = OrderId.next(now);
    try {
      OrderDraft draft = request.draft();
      Order order =
          Order.place(
              id,
              draft.customerId(),
              draft.email(),
              priced(draft.lines(), items),
              now,
              request.cause());
      requireExpected(draft.expectedTotal(), order.total());
      return new Candidate(request, id, order, null);
    } catch (UnknownItems | MixedCurrencies | AmountTooLarge | PriceChanged e) {
      return new Candidate(request, id, null, e);
    }
  }

  private static OrderLines priced(List<OrderDraft.Line> lines, Map<Sku, CatalogueItem> items) {
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

  /** Of several requests with one key, the first. */
  private static List<IdempotencyKeys.Claim> claims(List<Candidate> candidates) {
    Set<IdempotencyKey> keys = new HashSet<>();
    List<IdempotencyKeys.Claim> claims = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      IdempotencyKey key = candidate.request.key();
      if (key != null && keys.add(key)) {
        claims.add(
            new IdempotencyKeys.Claim(
                key, candidate.fingerprint(), candidate.id, candidate.order != null));
      }
    }
    return claims;
  }

  /** The orders that keys stood for already, each if it is still there. */
  private Map<OrderId, Optional<Order>> earlier(
      Map<IdempotencyKey, IdempotencyKeys.Holder> holders, List<Candidate> candidates) {
    Map<OrderId, Optional<Order>> earlier = new HashMap<>();
    holders.values().forEach(holder -> earlier.put(holder.order(), Optional.empty()));
    candidates.forEach(candidate -> earlier.remove(candidate.id));
    if (!earlier.isEmpty()) {
      orders.find(earlier.keySet()).forEach(order -> earlier.put(order.id(), Optional.of(order)));
    }
    return earlier;
  }

  /**
   * A request on its way.
   *
   * @param id of the order that it may become
   * @param order that order, if nothing is wrong with the request
   * @param refusal what is wrong with it
   */
  private record Candidate(
      OrderRequest request, OrderId id, @Nullable Order order, @Nullable RuntimeException refusal) {

    Outcome outcome() {
      return order != null
          ? new Outcome.Placed(Placement.of(order))
          : new Outcome.Refused(Objects.requireNonNull(refusal));
    }

    /** With a key: what it stands for goes before what may be wrong with the request by now. */
    Outcome outcome(
        IdempotencyKey key,
        IdempotencyKeys.@Nullable Holder holder,
        Map<OrderId, Optional<Order>> earlier) {
      if (holder == null) {
        return order != null ? new Outcome.Refused(IdempotencyKeyInUse.of(key)) : outcome();
      }
      if (holder.order().equals(id)) {
        return outcome();
      }
      if (!holder.request().equals(fingerprint())) {
        return new Outcome.Refused(IdempotencyKeyReused.of(key));
      }
      Optional<Order> replayed = earlier.get(holder.order());
      if (replayed == null) {
        return new Outcome.Refused(IdempotencyKeyInUse.of(key)); // by another request beside this
      }
      return replayed
          .<Outcome>map(order -> new Outcome.Placed(Placement.replayOf(order)))
          .orElseGet(() -> new Outcome.Refused(OrderNotFound.withId(holder.order())));
    }

    Fingerprint fingerprint() {
      return Fingerprint.of(request.draft());
    }
  }
}
