package io.orderstream.inventory.domain;

import java.util.List;

/** Adds items, in one statement. */
interface NewStockItems {

  /** Inserts those whose sku is not there yet, and gives them back. */
  List<StockItem> insertAbsent(List<StockItem> items);
}
