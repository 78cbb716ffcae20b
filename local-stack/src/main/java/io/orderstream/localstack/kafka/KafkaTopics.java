package io.orderstream.localstack.kafka;

import io.orderstream.localstack.processes.StackFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topics of a cluster.
 *
 * @param names in alphabetical order
 */
public record KafkaTopics(List<String> names) {

  private static final int LIMIT_SECONDS = 10;
  private static final String DEAD_LETTERS = ".dlt";

  /**
   * The topics that the cluster has now, its internal ones left out.
   *
   * @throws StackFailure when the cluster does not answer
   */
  public static KafkaTopics of(KafkaCluster cluster) {
    var settings = Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers());
    try (var admin = Admin.create(settings)) {
      var names = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      return new KafkaTopics(names.stream().sorted().toList());
    } catch (ExecutionException | TimeoutException _) {
      throw new StackFailure(
          "Kafka does not answer at %s.".formatted(cluster.bootstrapServers()),
          "Start it: ./stack up kafka");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The topic that a user means: by its full name, or shortly by what it is about, such as {@code
   * orders} for {@code orders.order.events.v1}.
   *
   * @throws StackFailure when that is none or several
   */
  public String find(String wanted) {
    if (names.contains(wanted)) {
      return wanted;
    }
    var matching = names.stream().filter(name -> isAbout(name, wanted)).toList();
    if (matching.size() == 1) {
      return matching.getFirst();
    }
    throw new StackFailure(
        matching.isEmpty()
            ? "There is no topic \"%s\".".formatted(wanted)
            : "\"%s\" may mean %s.".formatted(wanted, String.join(" or ", matching)),
        names.isEmpty()
            ? "There are no topics yet. The services create them: ./stack up"
            : "The topics are:\n    " + String.join("\n    ", names));
  }

  /** The topics that events are published on, dead letters left out. */
  public List<String> ofEvents() {
    return names.stream().filter(name -> !name.endsWith(DEAD_LETTERS)).toList();
  }

  /** How a user may call a topic for short, if there is a shorter way. */
  public static String shortName(String topic) {
    var parts = topic.split("\\.", -1);
    return parts.length == 4 ? parts[1] + "s" : topic;
  }

  private static boolean isAbout(String topic, String wanted) {
    var name = shortName(topic);
    return !name.equals(topic) && (name.equals(wanted) || name.equals(wanted + "s"));
  }
}
