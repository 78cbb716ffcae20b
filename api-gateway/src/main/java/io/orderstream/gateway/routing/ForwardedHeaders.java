package io.orderstream.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Tells the services who called and by which URL, as far as the gateway knows it by itself: what
 * callers claim in such headers has been removed before. Behind a trusted proxy, set {@code
 * server.forward-headers-strategy} and the gateway knows more.
 */
@Component
class ForwardedHeaders implements RequestHttpHeadersFilter, Ordered {

  @Override
  public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
    HttpServletRequest caller = request.servletRequest();
    HttpHeaders forwarded = HttpHeaders.copyOf(headers);
    forwarded.set("X-Forwarded-For", caller.getRemoteAddr());
    forwarded.set("X-Forwarded-Proto", caller.getScheme());
    String host = caller.getHeader(HttpHeaders.HOST);
    if (host != null) {
      forwarded.set("X-Forwarded-Host", host);
    }
    return forwarded;
  }

  /** After the gateway's own filters, which remove what callers claim. */
  @Override
  public int getOrder() {
    return 1;
  }
}
