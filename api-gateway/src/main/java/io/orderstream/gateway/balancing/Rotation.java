package io.orderstream.gateway.balancing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;

/** The instances of one service in turn. */
record Rotation(Instances instances, ReactorServiceInstanceLoadBalancer balancer) {

  int size() {
    return instances.all().size();
  }

  /**
   * The next instance.
   *
   * @param tried for this request before
   */
  Instance next(Set<Instance> tried) {
    List<Instance> all = instances.all();
    return all.size() == 1 ? all.getFirst() : choose(tried);
  }

  private Instance choose(Set<Instance> tried) {
    var choice = requireNonNull(balancer.choose(new DefaultRequest<>(tried)).block(), "choice");
    return (Instance) requireNonNull(choice.getServer(), "instance");
  }
}
