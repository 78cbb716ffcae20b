package io.orderstream.gateway.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Refuses paths that mean something else once they are normalised, such as {@code
 * /api/v1/orders/..;/../actuator}: they would match a route here and reach another resource there.
 * Refuses queries that cannot be decoded.
 */
@Component
class MalformedRequestFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!UriUtils.decode(request.getRequestURI(), UTF_8).equals(request.getServletPath())) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    request.getParameterMap(); // throws what Tomcat answers with 400
    chain.doFilter(request, response);
  }
}
