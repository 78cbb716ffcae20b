package io.orderstream.gateway.issuer;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the gateway does not start, instead of a stack trace. */
class UnusableKeyFileFailureAnalyzer extends AbstractFailureAnalyzer<UnusableKeyFile> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, UnusableKeyFile cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Make it readable, or delete it: a new key is made then, and old tokens are refused.",
        cause);
  }
}
