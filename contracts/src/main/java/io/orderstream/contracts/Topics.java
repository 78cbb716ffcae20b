package io.orderstream.contracts;

import io.orderstream.contracts.Topic.Retention;

/** Every topic of the platform, one for each aggregate. */
public final class Topics {

  private static final int PARTITIONS = 12;

  /** What happened to orders. Key: order id. */
  public static final Topic ORDER_EVENTS =
      new Topic("orders.order.events.v1", PARTITIONS, Retention.BY_AGE);

  /** What became of the stock that an order asked for. Key: order id. */
  public static final Topic RESERVATION_EVENTS =
      new Topic("inventory.reservation.events.v1", PARTITIONS, Retention.BY_AGE);

  /** Each item as it is now. Key: sku. */
  public static final Topic ITEM_STATE =
      new Topic("inventory.item.state.v1", PARTITIONS, Retention.NEWEST_OF_EACH_KEY);

  private Topics() {}
}
