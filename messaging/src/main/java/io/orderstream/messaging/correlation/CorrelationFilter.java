package io.orderstream.messaging.correlation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes or makes the correlation id of a request, and echoes it. */
final class CorrelationFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = idOf(request);
    response.setHeader(Correlation.HEADER, id);
    try (var _ = Correlation.open(id, null)) {
      chain.doFilter(request, response);
    }
  }

  /** The same in the error dispatch as in the request before it. */
  private static String idOf(HttpServletRequest request) {
    if (request.getAttribute(Correlation.HEADER) instanceof String known) {
      return known;
    }
    String id = Correlation.accept(request.getHeader(Correlation.HEADER));
    request.setAttribute(Correlation.HEADER, id);
    return id;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
