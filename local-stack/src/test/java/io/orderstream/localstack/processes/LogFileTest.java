package io.orderstream.localstack.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir private Path directory;
  private LogFile log;

  @BeforeEach
  void createLog() {
    log = new LogFile(directory.resolve("a.log"));
  }

  @Test
  void hasNoLinesBeforeItsFirstRun() {
    assertThat(log.last(5)).isEmpty();
    assertThat(log.trouble(0, 5)).isEmpty();
  }

  @Test
  void showsItsLastLines() throws IOException {
    Files.writeString(log.path(), "one\ntwo\nthree\n");

    assertThat(log.last(2)).containsExactly("two", "three");
  }

  @Test
  void tellsTheTroubleOfThisRunOnly() throws IOException {
    Files.writeString(log.path(), "ERROR of yesterday\n");
    var today = log.size();
    Files.writeString(
        log.path(), "ERROR of yesterday\nhello\nERROR today\n\tat x.Y(Y.java:1)\nbye\n");

    assertThat(log.trouble(today, 5)).containsExactly("ERROR today");
  }

  @Test
  void tellsWhatSpringBootFoundOut() throws IOException {
    Files.writeString(
        log.path(),
        """
        ERROR reporter :

        ***************************
        APPLICATION FAILED TO START
        ***************************

        Description:

        Port 1 was already in use.

        Action:

        Stop it.
        """);

    assertThat(log.trouble(0, 5)).containsExactly("Port 1 was already in use.", "Stop it.");
  }
}
