package io.orderstream.gateway.balancing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
import org.springframework.cloud.loadbalancer.support.SimpleObjectProvider;
import org.springframework.stereotype.Component;

/** Spreads requests over the instances of the services, one after another. */
@Component
public class Balancer {

  private static final int ROUND_MILLIS = 100;

  private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Rotation> services;
  private final Probes probes;

  Balancer(Services services, BalancingLimits limits, Probes probes) {
    this.probes = probes;
    this.services =
        services.byName().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> rotation(entry.getKey(), entry.getValue(), limits)));
  }

  /**
   * What is begun for one request to a service.
   *
   * @param repeatable whether the request can be made again after an instance may have carried it
   *     out
   */
  public Attempts attempts(String service, boolean repeatable) {
    return new Attempts(Objects.requireNonNull(services.get(service), service), repeatable);
  }

  @PostConstruct
  void start() {
    var _ = rounds.scheduleWithFixedDelay(this::probe, ROUND_MILLIS, ROUND_MILLIS, MILLISECONDS);
  }

  private void probe() {
    services.values().forEach(rotation -> probes.askWhereNeeded(rotation.instances().all()));
  }

  @PreDestroy
  void close() {
    rounds.shutdownNow();
  }

  private static Rotation rotation(String service, List<URI> urls, BalancingLimits limits) {
    Instances instances =
        new Instances(
            service,
            urls.stream()
                .map(url -> new BaseUrl(service, url, limits, InetAddress::getAllByName))
                .toList());
    return new Rotation(
        instances, new RoundRobinLoadBalancer(new SimpleObjectProvider<>(instances), service));
  }
}
