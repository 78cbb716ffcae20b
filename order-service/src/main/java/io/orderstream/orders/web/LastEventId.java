package io.orderstream.orders.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Last-Event-ID}: the version of an order that a client knows. */
final class LastEventId {

  static final String NAME = "Last-Event-ID";

  private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}");

  private LastEventId() {}

  /**
   * @return null where the header is missing
   * @throws InvalidParameter if it can be no version
   */
  static @Nullable Integer parse(@Nullable String header) {
    if (header == null) {
      return null;
    }
    if (!VERSION.matcher(header).matches()) {
      throw unknown();
    }
    return Integer.valueOf(header);
  }

  static InvalidParameter unknown() {
    return InvalidParameter.named(
        NAME, "unknown-event", "must be the id of an event of this stream");
  }
}
