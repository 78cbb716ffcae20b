package io.orderstream.requestresponse.inventory;

import io.orderstream.contracts.Money;

/** An item and its stock. */
record StockItem(String sku, String name, Money unitPrice, int available, int reserved) {}
