package io.orderstream.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Has callers ask each time, so that no cache answers for a service, and lets them keep what bears
 * an {@code ETag} or {@code Last-Modified}, so that asking is cheap. Answers that say otherwise
 * themselves stay as they are.
 */
final class Caching implements HeaderWriter {

  private static final String ASK = "no-cache, private";
  private static final String FORGET = "no-store";

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, canBeAskedAbout(response) ? ASK : FORGET);
    }
  }

  private static boolean canBeAskedAbout(HttpServletResponse response) {
    return response.containsHeader(HttpHeaders.ETAG)
        || response.containsHeader(HttpHeaders.LAST_MODIFIED);
  }
}
