package io.orderstream.localstack.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  @ParameterizedTest
  @ValueSource(ints = {100, 1000, 2000, 3000, 5000, 10_000, 20_000})
  void doNotMeetThoseOfAStackBeside(int offset) {
    assertThat(all(new Ports(0))).doesNotContainAnyElementsOf(all(new Ports(offset)));
  }

  @Test
  void areOneOfAKindEach() {
    assertThat(all(new Ports(0))).doesNotHaveDuplicates();
  }

  @Test
  void stayBelowThoseThatTheSystemHandsOutToClients() {
    assertThat(all(new Ports(11_000))).allSatisfy(port -> assertThat(port).isLessThan(32_768));
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
    var brokers = List.<IntUnaryOperator>of(ports::kafka, ports::kafkaController);
    var services =
        List.<IntUnaryOperator>of(
            ports::gateway, ports::orders, ports::inventory, ports::notifications);
    return Stream.of(
            IntStream.of(ports.postgres(), ports.smtp(), ports.mailApi()),
            several(brokers, 3),
            several(services, Ports.MOST_INSTANCES))
        .flatMap(IntStream::boxed)
        .toList();
  }

  private static IntStream several(List<IntUnaryOperator> kinds, int count) {
    return kinds.stream().flatMapToInt(kind -> IntStream.rangeClosed(1, count).map(kind));
  }
}
