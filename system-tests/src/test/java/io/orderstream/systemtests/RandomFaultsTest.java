package io.orderstream.systemtests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code -Dtrial.seed=…} repeats a schedule, {@code -Dtrial.minutes=…} makes it longer. */
@OnStack
@Tag("nightly")
class RandomFaultsTest {

  private static final List<String> PROCESSES =
      List.of(
          "api-gateway",
          "order-service",
          "inventory-service",
          "notification-service",
          "kafka",
          "postgres",
          "mail");

  private final long seed = Long.getLong("trial.seed", Instant.now().toEpochMilli());
  private final Duration length = Duration.ofMinutes(Long.getLong("trial.minutes", 3));
  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);

  @Test
  void nothingIsLostWhateverFailsAndWhenever() throws Exception {
    System.out.printf("trial.seed=%d trial.minutes=%d%n", seed, length.toMinutes());
    Trial.of(
        "random faults for %d min, seed %d".formatted(length.toMinutes(), seed),
        () -> {
          Instant end = Instant.now().plus(length);
          while (Instant.now().isBefore(end)) {
            strike(PROCESSES.get(random.nextInt(PROCESSES.size())));
            Waiting.through(Duration.ofMillis(random.nextLong(4_000)));
          }
        });
  }

  private void strike(String process) throws InterruptedException {
    boolean kill = random.nextBoolean();
    Duration time = Duration.ofMillis(random.nextLong(12_000));
    System.out.printf("%s: %s, %,d ms%n", process, kill ? "killed" : "stopped", time.toMillis());
    if (kill) {
      Stack.kill(process);
      Waiting.through(time);
      Stack.restart(process);
    } else {
      Stack.pause(process);
      Waiting.through(time);
      Stack.resume(process);
    }
  }
}
