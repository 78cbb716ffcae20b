package io.orderstream.localstack.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Several things that are done at once, a line each. A person sees the lines change in place;
 * elsewhere a line is printed for what takes longer, and for each end.
 */
public final class Progress implements AutoCloseable {

  private static final Duration FRAME = Duration.ofMillis(120);
  private static final int MARGIN = 7;
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

  private final Terminal terminal;
  private final int nameWidth;
  private final List<Step> steps = new ArrayList<>();
  private final Thread painter;
  private volatile boolean closed;
  private int painted;
  private int frame;

  /**
   * Begins with every step waiting.
   *
   * @param names of all steps to come, in the order of their lines
   */
  public Progress(Terminal terminal, List<String> names) {
    this.terminal = terminal;
    this.nameWidth = names.stream().mapToInt(String::length).max().orElse(0);
    names.forEach(name -> steps.add(new Step(name)));
    this.painter = Thread.ofVirtual().unstarted(this::paintUntilClosed);
    if (terminal.interactive()) {
      painter.start();
    }
  }

  public Step step(String name) {
    return steps.stream().filter(step -> step.name.equals(name)).findFirst().orElseThrow();
  }

  /** Shows the last state of each step. */
  @Override
  public void close() {
    closed = true;
    if (terminal.interactive()) {
      LockSupport.unpark(painter);
      paint();
    }
  }

  private void paintUntilClosed() {
    while (!closed) {
      paint();
      LockSupport.parkNanos(FRAME.toNanos());
    }
  }

  private synchronized void paint() {
    var text = new StringBuilder();
    if (painted > 0) {
      text.append("\033[").append(painted).append('A');
    }
    for (var step : steps) {
      text.append("\r\033[2K").append(step.text(SPINNER[frame % SPINNER.length])).append('\n');
    }
    painted = steps.size();
    frame++;
    terminal.out().print(text);
    terminal.out().flush();
  }

  private synchronized void printed(Step step) {
    if (!terminal.interactive()) {
      terminal.line(step.text("-"));
    }
  }

  /** One line. */
  public final class Step {

    private enum State {
      WAITING,
      WORKING,
      DONE,
      FAILED
    }

    private final String name;
    private State state = State.WAITING;
    private String note = "";
    private long began;

    private Step(String name) {
      this.name = name;
    }

    /** Says what is being done for the moment; only who watches sees it. */
    public void doing(String activity) {
      to(State.WORKING, activity);
    }

    /** Says what is being done, as {@link #doing} does, for longer than a moment. */
    public void busy(String activity) {
      to(State.WORKING, activity);
      printed(this);
    }

    /** Ends the step with its duration. */
    public void done() {
      done(seconds());
    }

    /** Ends the step with a remark instead. */
    public void done(String remark) {
      to(State.DONE, remark);
      printed(this);
    }

    public void failed() {
      to(State.FAILED, "failed");
      printed(this);
    }

    private void to(State next, String text) {
      synchronized (Progress.this) {
        if (began == 0) {
          began = System.nanoTime();
        }
        state = next;
        note = text;
      }
    }

    private String seconds() {
      return "%.1f s".formatted((System.nanoTime() - began) / 1e9);
    }

    private String text(String spinner) {
      var mark =
          switch (state) {
            case WAITING -> " ";
            case WORKING -> terminal.notable(terminal.either(spinner, "-"));
            case DONE -> terminal.good(terminal.either("✔", "+"));
            case FAILED -> terminal.bad(terminal.either("✘", "x"));
          };
      var padded = name + " ".repeat(nameWidth - name.length());
      // A line that wraps could not be painted over.
      var shown =
          terminal.interactive() && !closed ? terminal.fitting(note, nameWidth + MARGIN) : note;
      return "  %s %s  %s".formatted(mark, padded, terminal.faint(shown)).stripTrailing();
    }
  }
}
