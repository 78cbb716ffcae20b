package io.orderstream.localstack.demo;

import io.orderstream.localstack.demo.Shop.Item;
import io.orderstream.localstack.demo.Shop.Line;
import io.orderstream.localstack.processes.StackFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What the customer of the demo orders. */
public final class ShoppingList {

  private static final int WELL_STOCKED = 20;
  private static final int MOST_OF_ONE = 10_000;

  private final List<Item> items;
  private final RandomGenerator random;

  public ShoppingList(List<Item> items, RandomGenerator random) {
    this.items = List.copyOf(items);
    this.random = random;
  }

  /**
   * Four orders that the stock allows, and one for more of an item than there is.
   *
   * @throws StackFailure when the shop has nothing to choose from
   */
  public List<List<Line>> orders() {
    var stocked =
        new ArrayList<>(items.stream().filter(i -> i.available() > WELL_STOCKED).toList());
    Collections.shuffle(stocked, Random.from(random));
    var scarce =
        items.stream()
            .filter(item -> item.available() > 0 && item.available() < MOST_OF_ONE)
            .min(Comparator.comparingInt(Item::available));
    if (stocked.size() < 7 || scarce.isEmpty()) {
      throw new StackFailure(
          "The shop has too little in stock for a demo.",
          "./stack reset, then ./stack up brings the starter catalogue back.");
    }
    return List.of(
        List.of(some(stocked.get(0))),
        List.of(some(stocked.get(1)), some(stocked.get(2))),
        List.of(new Line(scarce.get(), scarce.get().available() + 1)),
        List.of(some(stocked.get(3)), some(stocked.get(4)), some(stocked.get(5))),
        List.of(some(stocked.get(6))));
  }

  private Line some(Item item) {
    return new Line(item, random.nextInt(1, 4));
  }
}
