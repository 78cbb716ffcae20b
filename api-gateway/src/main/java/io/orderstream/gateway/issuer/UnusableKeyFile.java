package io.orderstream.gateway.issuer;

import java.io.IOException;
import java.nio.file.Path;

/** The issuer's key file cannot be used as it is. */
class UnusableKeyFile extends RuntimeException {

  private UnusableKeyFile(String message, Throwable cause) {
    super(message, cause);
  }

  private UnusableKeyFile(String message) {
    super(message);
  }

  static UnusableKeyFile withoutKeyPair(Path path) {
    return new UnusableKeyFile("The issuer's key file %s holds no RSA key pair.".formatted(path));
  }

  static UnusableKeyFile because(Path path, IOException cause) {
    return new UnusableKeyFile(
        "The issuer's key file %s cannot be used: %s.".formatted(path, cause), cause);
  }
}
