package io.orderstream.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Refuses requests with the headers of RFC 6750, section 3. The body is left to the service's error
 * page, so that a refusal looks like every other problem.
 */
final class Refusals
    implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final String RECOVERY_SECONDS = "5";

  private final BearerTokenAuthenticationEntryPoint challenge =
      new BearerTokenAuthenticationEntryPoint();
  private final BearerTokenAccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();

  /** No token, or one that is not what this platform takes. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    challenge.commence(request, response, e);
    response.sendError(
        response.getStatus(),
        e instanceof OAuth2AuthenticationException failure
                && failure.getError() instanceof BearerTokenError error
            ? error.getDescription()
            : "This takes an access token: Authorization: Bearer <token>");
  }

  /** A token that does not pass, or one that cannot be checked now. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (e instanceof AuthenticationServiceException) {
      log.warn("A token cannot be checked: {}", e.getMessage());
      response.setHeader(HttpHeaders.RETRY_AFTER, RECOVERY_SECONDS);
      response.sendError(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "The access token cannot be checked now. Try again later.");
    } else {
      commence(request, response, e);
    }
  }

  /** A genuine token that does not allow this. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    denial.handle(request, response, e);
    response.sendError(response.getStatus(), "The access token does not allow this");
  }
}
