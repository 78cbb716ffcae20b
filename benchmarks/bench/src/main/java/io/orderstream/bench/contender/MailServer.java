package io.orderstream.bench.contender;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The local stack's mail server, which all contenders use. What it has taken is forgotten each time
 * it is replaced or gone.
 */
public final class MailServer {

  private static final String PROCESS = "mail";

  private final Launcher launcher;
  private @Nullable SlowMailServer slow;

  public MailServer(Launcher launcher) {
    this.launcher = launcher;
  }

  public void kill() {
    launcher.kill(PROCESS);
  }

  public void restart() {
    launcher.restart(PROCESS);
  }

  /** Has another one stand in for it, which lets clients wait so long for each mail. */
  public void replaceBySlow(Duration pause) {
    kill();
    slow = new SlowMailServer(launcher.home().smtp(), pause);
  }

  /** Puts it back into its place. */
  public void putBack() {
    Objects.requireNonNull(slow).close();
    restart();
  }
}
