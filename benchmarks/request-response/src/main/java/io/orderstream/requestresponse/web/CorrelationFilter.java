package io.orderstream.requestresponse.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes or makes the correlation id of a request, echoes it, and has every log line show it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class CorrelationFilter extends OncePerRequestFilter {

  /** The HTTP header that carries the correlation id. */
  public static final String HEADER = "X-Correlation-Id";

  private static final String MDC_KEY = "correlationId";
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The id of the request that the current thread is answering; a new one where there is none. */
  public static String currentId() {
    String id = MDC.get(MDC_KEY);
    return id != null ? id : UUID.randomUUID().toString();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = idOf(request);
    response.setHeader(HEADER, id);
    try (var _ = MDC.putCloseable(MDC_KEY, id)) {
      chain.doFilter(request, response);
    }
  }

  /** The same in the error dispatch as in the request before it. */
  private static String idOf(HttpServletRequest request) {
    if (request.getAttribute(HEADER) instanceof String known) {
      return known;
    }
    String id = accept(request.getHeader(HEADER));
    request.setAttribute(HEADER, id);
    return id;
  }

  private static String accept(@Nullable String proposed) {
    return proposed != null && WELL_FORMED.matcher(proposed).matches()
        ? proposed
        : UUID.randomUUID().toString();
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
