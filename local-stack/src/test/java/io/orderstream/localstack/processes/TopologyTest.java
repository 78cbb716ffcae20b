package io.orderstream.localstack.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {

  @TempDir private Path directory;
  private StackHome home;

  @BeforeEach
  void createHome() {
    home = new StackHome(directory, directory.resolve("home"));
    home.create();
  }

  @Test
  void isOneOfEachUnlessNamed() {
    assertThat(Topology.rememberedIn(home)).isEqualTo(Topology.SINGLE);
  }

  @Test
  void isRememberedUntilForgotten() {
    orders(3).with(3, Map.of()).claim(home);

    var remembered = Topology.rememberedIn(home);
    assertThat(remembered.brokers()).isEqualTo(3);
    assertThat(remembered.instancesOf("order-service")).isEqualTo(3);
    assertThat(remembered.instancesOf("api-gateway")).isEqualTo(1);

    Topology.forget(home);
    assertThat(Topology.rememberedIn(home)).isEqualTo(Topology.SINGLE);
  }

  @Test
  void changesOnlyWhatIsNamed() {
    orders(3).claim(home);

    Topology.rememberedIn(home).with(null, Map.of("api-gateway", 2)).claim(home);

    var remembered = Topology.rememberedIn(home);
    assertThat(remembered.instancesOf("order-service")).isEqualTo(3);
    assertThat(remembered.instancesOf("api-gateway")).isEqualTo(2);
  }

  @Test
  void losesNoInstanceThatRuns() {
    orders(3).claim(home);
    new PidFile(home.pidFile("order-service-3"))
        .write(RunningProcess.of(ProcessHandle.current().pid()).orElseThrow());

    assertThatThrownBy(() -> orders(2).claim(home))
        .isInstanceOf(StackFailure.class)
        .hasMessage("order-service-3 still runs.");
    assertThat(Topology.rememberedIn(home).instancesOf("order-service")).isEqualTo(3);
  }

  @Test
  void keepsTheBrokersThatHaveEvents() throws IOException {
    Files.createDirectories(home.data("kafka"));

    assertThatThrownBy(() -> Topology.SINGLE.with(3, Map.of()).claim(home))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("kept by one broker")
        .extracting("wayOut")
        .asString()
        .contains("./stack reset", "./stack up --brokers 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void refusesClustersThatLoseWithOneBroker(int brokers) {
    assertThatThrownBy(() -> Topology.SINGLE.with(brokers, Map.of()))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining(brokers + " brokers");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10})
  void refusesNumbersThatCannotBe(int count) {
    assertThatThrownBy(() -> orders(count))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("%d instances of order-service".formatted(count));
  }

  @Test
  void namesTheServicesToWhoAsksForAnother() {
    assertThatThrownBy(() -> Topology.SINGLE.with(null, Map.of("orders", 2)))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("\"orders\"")
        .extracting("wayOut")
        .asString()
        .contains("order-service");
  }

  @Test
  void asksForHelpWithAFileThatItCannotRead() throws IOException {
    Files.writeString(home.topology(), "many");

    assertThatThrownBy(() -> Topology.rememberedIn(home)).isInstanceOf(StackFailure.class);
  }

  private static Topology orders(int instances) {
    return Topology.SINGLE.with(null, Map.of("order-service", instances));
  }
}
