package io.orderstream.notifications.domain;

/** How far a mail has come. All but {@link #PENDING} are final. */
public enum MailStatus {
  /** Waits for its first or next attempt. */
  PENDING,
  /** The mail server took it. */
  SENT,
  /** The mail server refused it for good, or did not take it for too long. */
  FAILED,
  /** The customer gave no address, so there is nothing to send. */
  SKIPPED
}
