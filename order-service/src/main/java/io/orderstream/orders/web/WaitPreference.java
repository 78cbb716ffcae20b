package io.orderstream.orders.web;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client is willing to wait for an answer that says more.
 *
 * @param seconds 1 to {@link #MAX_SECONDS}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
 */
record WaitPreference(int seconds) {

  static final String APPLIED_HEADER = "Preference-Applied";
  static final int MAX_SECONDS = 10;

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";

  private static final Pattern ELEMENT =
      Pattern.compile("\\G((?:[^\",]++|" + QUOTED + ")*+)(?:,|$)");

  private static final Pattern PREFERENCE =
      Pattern.compile(
          "[ \t]*(?<name>%1$s)(?:[ \t]*=[ \t]*(?<value>%1$s|%2$s))?[ \t]*(?:;.*)?"
              .formatted(TOKEN, QUOTED));

  /**
   * The wait that the {@code Prefer} headers of a request ask for; null if they ask for none, or
   * none that can be understood. A longer one than there can be becomes the longest.
   */
  static @Nullable WaitPreference in(List<String> headers) {
    for (String header : headers) {
      Matcher elements = ELEMENT.matcher(header);
      while (elements.find()) {
        Matcher preference = PREFERENCE.matcher(elements.group(1));
        if (preference.matches() && preference.group("name").equalsIgnoreCase("wait")) {
          return ofSeconds(preference.group("value"));
        }
      }
    }
    return null;
  }

  private static @Nullable WaitPreference ofSeconds(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String digits = value.replace("\"", "");
    if (!digits.matches("0*[1-9][0-9]*")) {
      return null;
    }
    return new WaitPreference(digits.matches("0*[1-9]") ? Integer.parseInt(digits) : MAX_SECONDS);
  }

  Duration limit() {
    return Duration.ofSeconds(seconds);
  }

  /** What {@code Preference-Applied} says. */
  String applied() {
    return "wait=" + seconds;
  }
}
