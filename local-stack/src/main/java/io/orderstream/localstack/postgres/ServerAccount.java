package io.orderstream.localstack.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.orderstream.localstack.processes.Executables;
import io.orderstream.localstack.processes.StackFailure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom the server runs as. PostgreSQL refuses to be root, so that root starts it under another
 * identity.
 *
 * @param wrapper put before the command; replaces itself with it
 * @param owner the user id that owns the data
 */
record ServerAccount(List<String> wrapper, long owner) {

  private static final long ROOT = 0;
  private static final long NOBODY = 65_534;

  /** A user namespace in which root is nobody in particular, and the files remain root's. */
  private static final List<String> NAMESPACE = List.of("unshare", "--user");

  /** The user nobody, who may go where root may: the data can lie in root's home. */
  private static final List<String> NOBODY_WITH_ACCESS =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override",
          // Else access(2), which initdb asks, does as if the capability were not there.
          "--securebits=+no_setuid_fixup");

  static ServerAccount detect() {
    var self = new UnixSystem().getUid();
    if (self != ROOT) {
      return new ServerAccount(List.of(), self);
    }
    if (works(NAMESPACE)) {
      return new ServerAccount(NAMESPACE, ROOT);
    }
    if (works(NOBODY_WITH_ACCESS)) {
      return new ServerAccount(NOBODY_WITH_ACCESS, NOBODY);
    }
    throw new StackFailure(
        "PostgreSQL refuses to run as root, and this system lets root start it as nobody else.",
        "Run ./stack as an ordinary user.");
  }

  List<String> wrap(List<String> command) {
    var wrapped = new ArrayList<>(wrapper);
    wrapped.addAll(command);
    return wrapped;
  }

  /** Hands over data that an earlier start made under another identity. */
  void own(Path data) {
    try {
      var owned =
          ((Number) Files.getAttribute(data, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
      if (owned == owner) {
        return;
      }
      if (wrapper.isEmpty()) {
        throw new StackFailure(
            "%s belongs to another user.".formatted(data),
            "Run ./stack as that user, or set STACK_HOME to a directory of your own.");
      }
      new ProcessBuilder("chown", "-R", owner + ":" + owner, data.toString())
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw StackFailure.unusable(data, e);
    }
  }

  private static boolean works(List<String> wrapper) {
    if (!Executables.onPath(wrapper.getFirst())) {
      return false;
    }
    try {
      var probe = new ArrayList<>(wrapper);
      probe.add("true");
      var process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      return process.onExit().join().exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
