package io.orderstream.bench.load;

import java.util.Arrays;
import java.util.UUID;

/** Orders that were accepted, and when; millions take little memory. */
public final class AcceptedOrders {

  private static final int LONGS = 3;

  private long[] entries = new long[LONGS * 1024];
  private int size;

  /** Adds an order whose acceptance was heard of so many microseconds after 1970 began. */
  public void add(UUID order, long answeredAtMicros) {
    int at = size * LONGS;
    if (at == entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    entries[at] = order.getMostSignificantBits();
    entries[at + 1] = order.getLeastSignificantBits();
    entries[at + 2] = answeredAtMicros;
    size++;
  }

  public int size() {
    return size;
  }

  public UUID id(int index) {
    return new UUID(entries[LONGS * index], entries[LONGS * index + 1]);
  }

  /** When its acceptance was heard of: microseconds since 1970. */
  public long answeredAtMicros(int index) {
    return entries[LONGS * index + 2];
  }
}
