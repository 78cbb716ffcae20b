package io.orderstream.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Text out of records and failures, which may be anything. */
final class Text {

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** What PostgreSQL can store: without NUL and half characters. */
  static String storable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8).replace('\0', REPLACEMENT);
  }

  static @Nullable String storableOrNull(@Nullable String text) {
    return text == null ? null : storable(text);
  }

  /** Bytes as far as they are text. */
  static @Nullable String of(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  /** An exception in a line. */
  static String of(Throwable failure) {
    return storable(failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }
}
