package io.orderstream.localstack.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * How text is shown.
 *
 * @param interactive whether a person sees it as it is written
 * @param colours whether it may be coloured
 * @param symbols whether it may hold more than ASCII
 */
public record Terminal(PrintStream out, boolean interactive, boolean colours, boolean symbols) {

  /** The standard output. {@code stack.tty} says whether that is a terminal. */
  public static Terminal standard() {
    var interactive = Boolean.getBoolean("stack.tty");
    var noColour = System.getenv("NO_COLOR");
    var colours = interactive && (noColour == null || noColour.isEmpty());
    var symbols = System.out.charset().equals(StandardCharsets.UTF_8);
    return new Terminal(System.out, interactive, colours, symbols);
  }

  /** The standard error, for what went wrong. */
  public static Terminal standardError() {
    return standard().writingTo(System.err);
  }

  private Terminal writingTo(PrintStream other) {
    return new Terminal(other, interactive, colours, symbols);
  }

  public void line(String text) {
    out.println(text);
  }

  public void blank() {
    out.println();
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String faint(String text) {
    return styled("2", text);
  }

  public String good(String text) {
    return styled("32", text);
  }

  public String bad(String text) {
    return styled("31", text);
  }

  public String notable(String text) {
    return styled("33", text);
  }

  /** One of two texts: the second where only ASCII can be shown. */
  public String either(String symbol, String ascii) {
    return symbols ? symbol : ascii;
  }

  private String styled(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
