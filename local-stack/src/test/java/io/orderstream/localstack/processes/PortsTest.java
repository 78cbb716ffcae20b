package io.orderstream.localstack.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  @ParameterizedTest
  @ValueSource(ints = {1000, 2000, 3000, 5000, 10_000, 20_000})
  void doNotMeetThoseOfAStackBeside(int offset) {
    assertThat(all(new Ports(0))).doesNotContainAnyElementsOf(all(new Ports(offset)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "-1", "60000"})
  void refuseAnOffsetThatLeadsNowhere(String offset) {
    assertThatThrownBy(() -> Ports.withOffset(offset))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("STACK_PORT_OFFSET");
  }

  @Test
  void areKeptWhileTheStackRuns(@TempDir Path directory) {
    var home = new StackHome(directory, directory);
    home.create();
    new Ports(0).claim(home, false);

    assertThatThrownBy(() -> new Ports(1000).claim(home, true))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("STACK_PORT_OFFSET=0, not 1000");
    assertThatNoException().isThrownBy(() -> new Ports(0).claim(home, true));
  }

  @Test
  void mayChangeWhileNothingRuns(@TempDir Path directory) {
    var home = new StackHome(directory, directory);
    home.create();
    new Ports(0).claim(home, false);
    new Ports(1000).claim(home, false);

    assertThatNoException().isThrownBy(() -> new Ports(1000).claim(home, true));
  }

  @Test
  void haveNoOffsetUnlessOneIsNamed() {
    assertThat(Ports.withOffset(null)).isEqualTo(new Ports(0));
    assertThat(Ports.withOffset(" 7 ")).isEqualTo(new Ports(7));
  }

  private static List<Integer> all(Ports ports) {
    return IntStream.of(
            ports.gateway(),
            ports.orders(),
            ports.inventory(),
            ports.notifications(),
            ports.postgres(),
            ports.kafka(1),
            ports.kafka(3),
            ports.kafkaController(1),
            ports.kafkaController(3),
            ports.smtp(),
            ports.mailApi())
        .boxed()
        .toList();
  }
}
