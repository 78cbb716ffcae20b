package io.orderstream.notifications.sending;

/**
 * How the attempt to hand a mail to the mail server ended.
 *
 * @param reason what the server said, or what went wrong; empty for a success
 */
record Delivery(Result result, String reason) {

  private static final int LONGEST_REASON = 500;
  private static final Delivery ACCEPTED = new Delivery(Result.ACCEPTED, "");

  Delivery {
    String printable = reason.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    reason = printable.substring(0, Math.min(printable.length(), LONGEST_REASON));
  }

  static Delivery accepted() {
    return ACCEPTED;
  }

  enum Result {
    /** The server took the mail. */
    ACCEPTED,
    /** The server refuses this mail for good. */
    REFUSED,
    /** The server does not take this mail now. */
    DEFERRED,
    /** The connection broke while the mail was handed over; it may or may not have arrived. */
    INTERRUPTED,
    /** No mail can be handed over at all; the server has not seen this one. */
    UNAVAILABLE;

    /** Whether another mail could fare better. */
    boolean serverWorks() {
      return this == ACCEPTED || this == REFUSED || this == DEFERRED;
    }
  }
}
