package io.orderstream.localstack.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * How text is shown.
 *
 * @param interactive whether a person sees it as it is written
 * @param colours whether it may be coloured
 * @param symbols whether it may hold more than ASCII
 * @param columns how many letters fit in a line
 */
public record Terminal(
    PrintStream out, boolean interactive, boolean colours, boolean symbols, int columns) {

  private static final int USUAL_COLUMNS = 80;

  /**
   * The standard output. {@code stack.tty} says whether that is a terminal, {@code stack.columns}
   * how wide it is.
   */
  public static Terminal standard() {
    var interactive = Boolean.getBoolean("stack.tty");
    var noColour = System.getenv("NO_COLOR");
    var colours = interactive && (noColour == null || noColour.isEmpty());
    var symbols = System.out.charset().equals(StandardCharsets.UTF_8);
    var columns = Integer.getInteger("stack.columns", USUAL_COLUMNS);
    return new Terminal(System.out, interactive, colours, symbols, columns);
  }

  /** The standard error, for what went wrong. */
  public static Terminal standardError() {
    return standard().writingTo(System.err);
  }

  private Terminal writingTo(PrintStream other) {
    return new Terminal(other, interactive, colours, symbols, columns);
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

  /** As much of a text as leaves its line unbroken where some columns are taken. */
  String fitting(String text, int taken) {
    var room = Math.max(1, columns - taken);
    return text.length() > room ? text.substring(0, room - 1) + either("…", ".") : text;
  }

  private String styled(String code, String text) {
    return colours && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
