package io.orderstream.requestresponse.inventory;

import java.time.Instant;

/** A correction of what is available of an item. */
record Adjustment(String sku, int delta, String reason, String adjustedBy, Instant adjustedAt) {}
