package io.orderstream.orders.domain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines of a draft ask for items that the catalogue does not have. */
public final class UnknownItems extends RuntimeException {

  private final transient SortedMap<Integer, Sku> skus;

  private UnknownItems(SortedMap<Integer, Sku> skus) {
    super("The catalogue has no " + skus.values());
    this.skus = skus;
  }

  static UnknownItems inLines(Map<Integer, Sku> skus) {
    return new UnknownItems(new TreeMap<>(skus));
  }

  /** The unknown skus by the index of their line, counted from 0. */
  public SortedMap<Integer, Sku> skus() {
    return skus;
  }
}
