package io.orderstream.inventory.domain;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

final class SingleLine {

  private static final int MAX_LENGTH = 200;
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]*");
  private static final Pattern BREAK_OR_CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

  private SingleLine() {}

  static void require(String what, String text) {
    if (text.length() > MAX_LENGTH
        || BLANK.matcher(text).matches()
        || BREAK_OR_CONTROL.matcher(text).find()
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          what + " is one line of 1 to " + MAX_LENGTH + " characters");
    }
  }
}
