package io.orderstream.messaging.envelope;

/** A record that no retry will make readable. */
public final class MalformedEvent extends RuntimeException {

  private MalformedEvent(String message) {
    super(message);
  }

  private MalformedEvent(String message, Throwable cause) {
    super(message, cause);
  }

  static MalformedEvent because(String reason) {
    return new MalformedEvent(reason);
  }

  static MalformedEvent because(String reason, Throwable cause) {
    return new MalformedEvent(reason, cause);
  }
}
