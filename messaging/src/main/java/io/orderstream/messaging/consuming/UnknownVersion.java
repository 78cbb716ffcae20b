package io.orderstream.messaging.consuming;

/** An event of a type that the consumer knows, in a version that it does not. */
public final class UnknownVersion extends RuntimeException {

  private UnknownVersion(String message) {
    super(message);
  }

  static UnknownVersion of(String type, EventSubscription subscription) {
    return new UnknownVersion(
        "%s handles other versions of %s only".formatted(subscription.group(), type));
  }
}
