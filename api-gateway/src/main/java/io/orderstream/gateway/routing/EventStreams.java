package io.orderstream.gateway.routing;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * All open event streams. One ends when service or caller ends it, and when the caller's token
 * expires. They break off when the gateway stops, so that none holds up the shutdown; callers
 * resume them elsewhere.
 */
@Component
class EventStreams {

  private static final String RECOVERY_SECONDS = "5";

  /** Each with the end that its token brings. */
  private final Map<EventStream, Future<?>> open = new ConcurrentHashMap<>();

  private final ScheduledThreadPoolExecutor expiries = new ScheduledThreadPoolExecutor(1);
  private final Semaphore places;

  EventStreams(EventStreamLimits limits, MeterRegistry meters) {
    places = new Semaphore(limits.maximum());
    expiries.setRemoveOnCancelPolicy(true);
    meters.gauge("gateway.event.streams", open, Map::size);
  }

  /** Whether the stream has got a place; if not, it has been refused. */
  boolean admit(EventStream stream, HttpServletResponse response) throws IOException {
    if (!places.tryAcquire()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RECOVERY_SECONDS);
      response.sendError(
          HttpStatus.SERVICE_UNAVAILABLE.value(),
          "No further stream can be opened now. Try again later.");
      return false;
    }
    Duration rest = Duration.between(Instant.now(), expiryOfToken());
    open.put(stream, expiries.schedule(stream::end, rest.toMillis(), TimeUnit.MILLISECONDS));
    return true;
  }

  void forget(EventStream stream) {
    Future<?> expiry = open.remove(stream);
    if (expiry != null) {
      expiry.cancel(false);
      places.release();
    }
  }

  private static Instant expiryOfToken() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    if (caller instanceof JwtAuthenticationToken bearer) {
      return Objects.requireNonNull(bearer.getToken().getExpiresAt(), "exp");
    }
    throw new IllegalStateException("streams are for callers with a token");
  }

  @EventListener(ContextClosedEvent.class)
  void breakOff() {
    open.keySet().forEach(EventStream::breakOff);
  }

  @PreDestroy
  void close() {
    expiries.shutdownNow();
  }
}
