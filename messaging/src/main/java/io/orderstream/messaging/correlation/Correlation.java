package io.orderstream.messaging.correlation;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The correlation and causation ids of what the current thread is doing. They are kept in the
 * logging context, so every log line shows them.
 */
public final class Correlation {

  /** The HTTP header that carries the correlation id. */
  public static final String HEADER = "X-Correlation-Id";

  private static final String CORRELATION_ID = "correlationId";
  private static final String CAUSATION_ID = "causationId";
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Correlation() {}

  /** The id of the current thread's work; a new one where none was set. */
  public static String id() {
    String id = MDC.get(CORRELATION_ID);
    return id != null ? id : UUID.randomUUID().toString();
  }

  /** The event that the current thread is handling. */
  public static @Nullable String causationId() {
    return MDC.get(CAUSATION_ID);
  }

  /** What a caller proposed if it is well formed, else a new id. */
  public static String accept(@Nullable String proposed) {
    return proposed != null && WELL_FORMED.matcher(proposed).matches()
        ? proposed
        : UUID.randomUUID().toString();
  }

  /** Works under the given ids until the scope is closed, then under those from before. */
  public static Scope open(String correlationId, @Nullable String causationId) {
    Scope scope = new Scope(MDC.get(CORRELATION_ID), MDC.get(CAUSATION_ID));
    set(CORRELATION_ID, correlationId);
    set(CAUSATION_ID, causationId);
    return scope;
  }

  private static void set(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /** Puts the ids from before back when closed. */
  public record Scope(@Nullable String correlationId, @Nullable String causationId)
      implements AutoCloseable {

    @Override
    public void close() {
      set(CORRELATION_ID, correlationId);
      set(CAUSATION_ID, causationId);
    }
  }
}
