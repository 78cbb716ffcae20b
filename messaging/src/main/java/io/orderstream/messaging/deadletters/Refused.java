package io.orderstream.messaging.deadletters;

import java.util.Locale;
import java.util.UUID;

/** A dead letter cannot be treated in the way that was asked for. */
final class Refused extends RuntimeException {

  private final Reason reason;

  private Refused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  enum Reason {
    NOT_FOUND,
    BUSY,
    WRONG_STATUS,
    UNAVAILABLE
  }

  Reason reason() {
    return reason;
  }

  static Refused notFound(UUID id) {
    return new Refused(Reason.NOT_FOUND, "This consumer has no dead letter " + id);
  }

  static Refused busy() {
    return new Refused(Reason.BUSY, "Somebody else is dealing with it at this moment");
  }

  static Refused needsForce(DeadLetterStatus status) {
    return new Refused(
        Reason.WRONG_STATUS,
        "It is %s: say force to replay it all the same"
            .formatted(status.name().toLowerCase(Locale.ROOT)));
  }

  static Refused closed(DeadLetterStatus status) {
    return new Refused(
        Reason.WRONG_STATUS, "It is %s already".formatted(status.name().toLowerCase(Locale.ROOT)));
  }

  static Refused unavailable(RuntimeException cause) {
    Refused refused =
        new Refused(Reason.UNAVAILABLE, "It cannot be replayed now; please try again later");
    refused.initCause(cause);
    return refused;
  }
}
