package io.orderstream.localstack.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** What runs in a broker's JVM. */
final class BrokerProcess {

  /** Sixteen letters that make the id of every local cluster: "orderstreamlocal". */
  private static final String CLUSTER_ID = "b3JkZXJzdHJlYW1sb2NhbA";

  private BrokerProcess() {}

  /**
   * Runs the broker until it is told to stop.
   *
   * @param arguments the settings file, and the file to create when clients are served
   */
  public static void main(String[] arguments) throws Exception {
    var settings = Path.of(arguments[0]);
    var properties = Utils.loadProps(settings.toString());
    var log = Path.of(properties.getProperty("log.dirs"));
    if (!Files.exists(log.resolve("meta.properties"))) {
      StorageTool.execute(
          new String[] {
            "format",
            "--ignore-formatted",
            "--cluster-id",
            CLUSTER_ID,
            "--config",
            settings.toString()
          },
          System.out);
    }
    var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    Files.createFile(Path.of(arguments[1]));
    server.awaitShutdown();
  }
}
