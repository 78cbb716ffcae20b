package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many processes of each kind make up a stack.
 *
 * @param brokers of Kafka
 * @param instances of services, by name; one of each that is not named
 */
public record Topology(int brokers, Map<String, Integer> instances) {

  private static final List<String> SERVICES =
      List.of("order-service", "inventory-service", "notification-service", "api-gateway");
  private static final Set<Integer> CLUSTERS = Set.of(1, 3);
  private static final String BROKERS = "brokers";

  /** One of each. */
  public static final Topology SINGLE = new Topology(1, Map.of());

  public Topology {
    instances = Map.copyOf(instances);
    if (!CLUSTERS.contains(brokers)) {
      throw new StackFailure(
          "There is no use in %d brokers.".formatted(brokers),
          "Run 1 broker, or 3: they go on when one of them is lost.");
    }
    instances.forEach(Topology::requireUsable);
  }

  private static void requireUsable(String service, int count) {
    if (!SERVICES.contains(service)) {
      throw new StackFailure(
          "\"%s\" is no service.".formatted(service),
          "There can be several of: %s.".formatted(String.join(", ", SERVICES)));
    }
    if (count < 1 || count > Ports.MOST_INSTANCES) {
      throw new StackFailure(
          "There cannot be %d instances of %s.".formatted(count, service),
          "Run 1 to %d of them.".formatted(Ports.MOST_INSTANCES));
    }
  }

  /** The name of the process that is one of several of its kind, counted from 1. */
  public static String nameOf(String kind, int number) {
    return number == 1 ? kind : kind + "-" + number;
  }

  public int instancesOf(String service) {
    return instances.getOrDefault(service, 1);
  }

  /**
   * This topology with some of its numbers changed.
   *
   * @param brokers null for as many as there are
   * @param changed instances of services, by name
   * @throws StackFailure when a number cannot be
   */
  public Topology with(@Nullable Integer brokers, Map<String, Integer> changed) {
    var all = new HashMap<>(instances);
    all.putAll(changed);
    return new Topology(brokers == null ? this.brokers : brokers, all);
  }

  /** What a stack was started as last, and would be started as again. */
  public static Topology rememberedIn(StackHome home) {
    var file = home.topology();
    try {
      var counts =
          Files.readAllLines(file).stream()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
      var brokers = counts.remove(BROKERS);
      return SINGLE.with(brokers, counts);
    } catch (NoSuchFileException _) {
      return SINGLE;
    } catch (IOException e) {
      throw StackFailure.unusable(file, e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new StackFailure(
          "Cannot make sense of %s.".formatted(file), "Delete it, and name the numbers anew.");
    }
  }

  /**
   * Remembers the topology for the processes about to be started.
   *
   * @throws StackFailure when what runs or is stored does not fit into it
   */
  public void claim(StackHome home) {
    var former = rememberedIn(home);
    if (text().equals(former.text())) {
      return;
    }
    requireEmptyCluster(home, former);
    requireStopped(home, former);
    var file = home.topology();
    try {
      Files.writeString(file, text());
    } catch (IOException e) {
      throw StackFailure.unusable(file, e);
    }
  }

  /** Makes a stack forget its topology. */
  public static void forget(StackHome home) {
    try {
      Files.deleteIfExists(home.topology());
    } catch (IOException e) {
      throw StackFailure.unusable(home.topology(), e);
    }
  }

  /** Records stay on as many brokers as their topics were made for. */
  private void requireEmptyCluster(StackHome home, Topology former) {
    if (brokers != former.brokers && Files.exists(home.data("kafka"))) {
      throw new StackFailure(
          "The events of this stack are kept by %s, and stay there."
              .formatted(former.brokers == 1 ? "one broker" : former.brokers + " brokers"),
          "./stack reset deletes them; ./stack up --brokers %d then starts anew."
              .formatted(brokers));
    }
  }

  private void requireStopped(StackHome home, Topology former) {
    var surplus = new LinkedHashSet<>(former.furtherInstances());
    surplus.removeAll(furtherInstances());
    surplus.removeIf(name -> new PidFile(home.pidFile(name)).read().isEmpty());
    if (!surplus.isEmpty()) {
      throw new StackFailure(
          "%s still runs.".formatted(String.join(" and ", surplus)), "Stop it first: ./stack down");
    }
  }

  private List<String> furtherInstances() {
    return SERVICES.stream()
        .flatMap(
            service ->
                IntStream.rangeClosed(2, instancesOf(service))
                    .mapToObj(number -> nameOf(service, number)))
        .toList();
  }

  private String text() {
    return SERVICES.stream()
        .map(service -> service + "=" + instancesOf(service) + "\n")
        .collect(Collectors.joining("", BROKERS + "=" + brokers + "\n", ""));
  }
}
