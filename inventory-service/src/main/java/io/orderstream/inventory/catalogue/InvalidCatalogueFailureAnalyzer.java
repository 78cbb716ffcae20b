package io.orderstream.inventory.catalogue;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says where the catalogue is wrong instead of a stack trace. */
class InvalidCatalogueFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCatalogue> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidCatalogue cause) {
    return new FailureAnalysis(
        "The starter catalogue cannot be loaded: " + cause.getMessage(),
        "Correct the file, or leave inventory.starter-catalogue empty to start without one."
            + " Nothing of the file was loaded.",
        cause);
  }
}
