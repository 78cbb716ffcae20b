package io.orderstream.notifications.domain;

/** What a mail tells the customer about the order. */
public enum MailKind {
  RECEIVED,
  CONFIRMED,
  REJECTED,
  CANCELLED
}
