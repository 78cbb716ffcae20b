package io.orderstream.gateway.limits;

import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.access.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;

/**
 * Counts requests and tells callers what is left to them, in the fields of the IETF's draft
 * (draft-ietf-httpapi-ratelimit-headers-10).
 */
final class RateLimiter {

  private static final Set<String> BACK_END =
      Set.of("SCOPE_" + Scopes.ORDERS_ANY, "SCOPE_" + Scopes.ITEMS, "SCOPE_" + Scopes.OPS);

  private final Buckets buckets;
  private final MeterRegistry meters;
  private final Limit shoppers;
  private final Limit backEnds;
  private final Limit strangers;

  RateLimiter(RateLimits limits, Buckets buckets, MeterRegistry meters) {
    this.buckets = buckets;
    this.meters = meters;
    this.shoppers = Limit.of("shoppers", limits.shoppers());
    this.backEnds = Limit.of("back-ends", limits.backEnds());
    this.strangers = Limit.of("strangers", limits.strangers());
  }

  /** Whether the caller may make this request; if not, it has been refused. */
  boolean admits(Authentication caller, HttpServletResponse response) throws IOException {
    boolean backEnd =
        caller.getAuthorities().stream()
            .anyMatch(authority -> BACK_END.contains(authority.getAuthority()));
    return admits(new Buckets.Key(backEnd ? backEnds : shoppers, caller.getName()), response);
  }

  /** Whether somebody at the request's address may make it; if not, it has been refused. */
  boolean admitsStranger(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return admits(new Buckets.Key(strangers, Network.of(request.getRemoteAddr())), response);
  }

  private boolean admits(Buckets.Key key, HttpServletResponse response) throws IOException {
    ConsumptionProbe probe = buckets.take(key);
    Limit limit = key.limit();
    long seconds =
        seconds(
            probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill());
    response.setHeader(
        "RateLimit-Policy",
        "\"%s\";q=%d;w=%d"
            .formatted(limit.name(), limit.burst(), seconds(limit.window().toNanos())));
    response.setHeader(
        "RateLimit",
        "\"%s\";r=%d;t=%d".formatted(limit.name(), probe.getRemainingTokens(), seconds));
    if (!probe.isConsumed()) {
      meters.counter("gateway.requests.limited", "limit", limit.name()).increment();
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }
    return probe.isConsumed();
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
  }
}
