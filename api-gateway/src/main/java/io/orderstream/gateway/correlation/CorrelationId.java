package io.orderstream.gateway.correlation;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that ties together everything that one request causes. */
public final class CorrelationId {

  /** The header that carries it, in requests and responses. */
  public static final String HEADER = "X-Correlation-Id";

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private CorrelationId() {}

  /** The caller's id where it is well formed, else a new one. */
  static String from(@Nullable String header) {
    return header != null && WELL_FORMED.matcher(header).matches()
        ? header
        : UUID.randomUUID().toString();
  }
}
