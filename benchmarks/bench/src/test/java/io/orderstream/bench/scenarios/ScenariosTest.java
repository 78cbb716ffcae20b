package io.orderstream.bench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.MailServer;
import io.orderstream.bench.contender.StackHome;
import io.orderstream.bench.load.Arrivals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenariosTest {

  private static final long SECOND = 1_000_000_000;
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final List<Scenario> ALL =
      Scenarios.of(
          LENGTH, new MailServer(new Launcher(Path.of(""), new StackHome(Path.of("")), 0)));

  @Test
  void aBurstIsAllThatThePlatformIsCapableOf() {
    Arrivals burst = named("burst").pace().arrivals().apply(new Rates(1000, 200));

    assertThat(sentWithin(burst, 10 * SECOND)).isEqualTo(10 * 100);
    assertThat(sentWithin(burst, 20 * SECOND)).isEqualTo(10 * 1000);
    assertThat(sentWithin(burst, 30 * SECOND)).isEqualTo(10 * 100);
    assertThat(burst.next(0)).isEqualTo(Arrivals.NEVER);
  }

  @Test
  void halfOfTheCapacityIsHalfOfOnesOwn() {
    Arrivals half = named("half-capacity").pace().arrivals().apply(new Rates(1000, 200));

    assertThat(sentWithin(half, 10 * SECOND)).isEqualTo(10 * 100);
  }

  @Test
  void theCapacityIsTheMedianOfWhatWasMeasured() {
    Capacities capacities = new Capacities(Map.of());
    for (int seconds : List.of(1, 4, 2)) {
      capacities.learn(round(Scenarios.CAPACITY, seconds));
      capacities.learn(round("capacity-256", 10));
    }

    assertThat(capacities.of("platform")).isEqualTo(500);
    assertThatThrownBy(() -> capacities.of("chain"))
        .hasMessage("The capacity of the chain is not known");
  }

  @Test
  void aCapacityThatIsGivenIsNotMeasured() {
    Capacities capacities = new Capacities(Map.of("platform", 1200.0));
    capacities.learn(round(Scenarios.CAPACITY, 1));

    assertThat(capacities.of("platform")).isEqualTo(1200);
  }

  /** A thousand orders in so many seconds. */
  private static Round round(String scenario, int seconds) {
    return new Round(
        named(scenario),
        "platform",
        1,
        MeasuredForTests.settled(1000, Duration.ofSeconds(seconds)));
  }

  private static Scenario named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst().orElseThrow();
  }

  private static int sentWithin(Arrivals arrivals, long end) {
    int sent = 0;
    for (; arrivals.next(0) < end; arrivals.taken()) {
      sent++;
    }
    return sent;
  }
}
