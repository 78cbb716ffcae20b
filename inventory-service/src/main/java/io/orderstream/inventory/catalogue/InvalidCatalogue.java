package io.orderstream.inventory.catalogue;

import org.springframework.core.io.Resource;

/** A catalogue file that cannot be loaded, and where in it the reason is. */
final class InvalidCatalogue extends RuntimeException {

  private InvalidCatalogue(String message) {
    super(message);
  }

  static InvalidCatalogue inFile(Resource file, String reason) {
    return new InvalidCatalogue("%s: %s".formatted(file.getDescription(), reason));
  }

  static InvalidCatalogue inLine(Resource file, long line, String reason) {
    return inFile(file, "line %d: %s".formatted(line, reason));
  }

  static InvalidCatalogue inColumn(Resource file, long line, String column, String reason) {
    return inLine(file, line, "column %s: %s".formatted(column, reason));
  }
}
