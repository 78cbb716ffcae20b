package io.orderstream.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to configure instead of a stack trace. */
final class IssuerMissingFailureAnalyzer extends AbstractFailureAnalyzer<IssuerMissing> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, IssuerMissing cause) {
    return new FailureAnalysis(
        "No issuer of access tokens is configured.",
        "Set spring.security.oauth2.resourceserver.jwt.issuer-uri to your OpenID provider, or start"
            + " with the profile \"local\" on your own machine.",
        cause);
  }
}
