package io.orderstream.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts requests of known callers, and of strangers who do not pretend to be somebody. */
final class CallerLimit extends OncePerRequestFilter {

  private static final String PROBES = "/actuator/health";
  private static final String COUNTED = CallerLimit.class.getName();

  private final RateLimiter limiter;

  CallerLimit(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /** Whether a request got as far as here. */
  static boolean hasCounted(HttpServletRequest request) {
    return request.getAttribute(COUNTED) != null;
  }

  /** A flood must not make the platform take this gateway for dead. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getServletPath().startsWith(PROBES);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    request.setAttribute(COUNTED, true);
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    boolean admitted =
        caller == null
            ? limiter.admitsStranger(request, response)
            : limiter.admits(caller, response);
    if (admitted) {
      chain.doFilter(request, response);
    }
  }
}
