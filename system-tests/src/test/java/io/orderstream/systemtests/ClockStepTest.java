package io.orderstream.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs Debian's package faketime, which gives a process a clock of its own. */
@OnStack
@Tag("nightly")
class ClockStepTest {

  private static final List<String> SERVICES =
      List.of("order-service", "inventory-service", "notification-service");

  private static final Path CLOCK = Stack.data("clock");

  @BeforeEach
  void giveEachServiceAClockOfItsOwn() throws IOException {
    List<Path> library;
    try (Stream<Path> found = Files.walk(Path.of("/usr/lib"), 3)) {
      library = found.filter(path -> path.endsWith("faketime/libfaketime.so.1")).toList();
    }
    assumeTrue(!library.isEmpty(), "faketime is not installed");
    step("+0");
    Map<String, String> clock =
        Map.of(
            "LD_PRELOAD",
            library.getFirst().toString(),
            "FAKETIME_TIMESTAMP_FILE",
            CLOCK.toString(),
            "FAKETIME_CACHE_DURATION",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            // else every timed wait returns at once, and a JVM at rest takes half a core
            "FAKETIME_FORCE_MONOTONIC_FIX",
            "0");
    SERVICES.forEach(service -> Stack.run(clock, "restart", service));
  }

  @AfterEach
  void takeTheClocksAway() {
    SERVICES.forEach(Stack::restart);
  }

  @Test
  void nothingIsLostWhenTheClockStepsByAMinute() throws Exception {
    Trial.of(
        "clock of the services steps a minute forth, two back, and a minute forth",
        () -> {
          for (String offset : List.of("+60", "-60", "+0")) {
            step(offset);
            Waiting.through(Duration.ofSeconds(15));
          }
        });
  }

  private static void step(String offset) throws IOException {
    Files.writeString(CLOCK, offset + "\n");
  }
}
