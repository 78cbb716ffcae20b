package io.orderstream.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts requests whose token did not pass against their address. Those whose token passes are not
 * asked for, so that no stranger can use up what a customer at the same address may do.
 */
final class FailedTokenLimit extends OncePerRequestFilter {

  private final RateLimiter limiter;

  FailedTokenLimit(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, new CountingRefusals(request, response));
  }

  private final class CountingRefusals extends HttpServletResponseWrapper {

    private final HttpServletRequest request;

    CountingRefusals(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
      if (status != SC_UNAUTHORIZED
          || CallerLimit.hasCounted(request)
          || limiter.admitsStranger(request, (HttpServletResponse) getResponse())) {
        super.sendError(status, message);
      }
    }
  }
}
