package io.orderstream.requestresponse.api;

import io.orderstream.contracts.RefusedItem;
import io.orderstream.contracts.orders.OrderSnapshot;
import java.util.List;
import java.util.UUID;

/**
 * Asks notifications to tell a customer what happened to an order.
 *
 * @param messages one mail each, in the sequence in which they are sent
 * @param refused why it was rejected; empty unless it was
 */
public record NotifyCustomer(
    OrderSnapshot order, List<Message> messages, List<RefusedItem> refused) {

  public NotifyCustomer {
    messages = List.copyOf(messages);
    refused = List.copyOf(refused);
  }

  /** What a mail is about. */
  public enum Kind {
    RECEIVED,
    CONFIRMED,
    REJECTED
  }

  /**
   * Something that happened to the order.
   *
   * @param id a message with the same id is sent once
   * @param orderVersion its place in the life of the order
   */
  public record Message(UUID id, int orderVersion, Kind kind) {}
}
