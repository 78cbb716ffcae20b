package io.orderstream.gateway.balancing;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
import org.springframework.cloud.loadbalancer.support.SimpleObjectProvider;
import org.springframework.stereotype.Component;

/** Spreads requests over the instances of the services, one after another. */
@Component
public class Balancer {

  private final Map<String, Rotation> services;

  Balancer(Services services, BalancingLimits limits, Probes probes) {
    this.services =
        services.byName().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> rotation(entry.getKey(), entry.getValue(), limits, probes)));
  }

  /** What is begun for one request to a service. */
  public Attempts attempts(String service) {
    return new Attempts(Objects.requireNonNull(services.get(service), service));
  }

  private static Rotation rotation(
      String service, List<URI> urls, BalancingLimits limits, Probes probes) {
    Instances instances =
        new Instances(
            service,
            urls.stream()
                .map(url -> new BaseUrl(service, url, limits, InetAddress::getAllByName))
                .toList(),
            probes);
    return new Rotation(
        instances, new RoundRobinLoadBalancer(new SimpleObjectProvider<>(instances), service));
  }
}
