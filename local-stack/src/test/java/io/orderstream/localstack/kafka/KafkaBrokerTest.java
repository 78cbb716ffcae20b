package io.orderstream.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

  @Test
  @EnabledIfSystemProperty(named = "sun.jnu.encoding", matches = "UTF-8")
  void keepsItsDataUnderAPathOfAnyLetters(@TempDir Path directory) throws IOException {
    var home = new StackHome(directory, directory.resolve("Bestände"));
    var broker = new KafkaCluster(1, new Ports(0)).brokers(home).getFirst();

    broker.prepare(_ -> {});

    var settings = Utils.loadProps(home.data("kafka").resolve("server.properties").toString());
    assertThat(settings).containsEntry("log.dirs", home.data("kafka").resolve("log").toString());
  }
}
