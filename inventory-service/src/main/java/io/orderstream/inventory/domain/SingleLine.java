package io.orderstream.inventory.domain;

import java.nio.charset.StandardCharsets;

final class SingleLine {

  private static final int MAX_LENGTH = 200;

  private SingleLine() {}

  static void require(String what, String text) {
    if (text.isBlank()
        || text.length() > MAX_LENGTH
        || text.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          what + " is one line of 1 to " + MAX_LENGTH + " characters");
    }
  }
}
