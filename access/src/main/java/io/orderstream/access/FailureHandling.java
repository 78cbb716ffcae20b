package io.orderstream.access;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Has the filter of tokens tell those that do not pass from those that cannot be checked. */
record FailureHandling(Refusals refusals)
    implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

  @Override
  public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
    filter.setAuthenticationFailureHandler(refusals);
    return filter;
  }
}
