package io.orderstream.gateway.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Refuses paths that mean something else once they are normalised, such as {@code
 * /api/v1/orders/..;/../actuator}: they would match a route here and reach another resource there.
 */
@Component
@Order(MalformedRequestFilter.BEFORE_SECURITY)
class MalformedRequestFilter extends OncePerRequestFilter {

  static final int BEFORE_SECURITY = -150;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!UriUtils.decode(request.getRequestURI(), UTF_8).equals(request.getServletPath())) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    if (request.getServletPath().startsWith("/api/")) {
      request.getInputStream(); // a form is a body like any other: Tomcat must not read it
    }
    request.getParameterMap(); // an undecodable query is a quiet 400 here, a logged error later
    chain.doFilter(request, response);
  }
}
