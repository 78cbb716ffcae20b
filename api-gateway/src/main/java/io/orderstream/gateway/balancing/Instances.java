package io.orderstream.gateway.balancing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/**
 * The instances that a request may go to, best first: those that answer and have not been tried for
 * it. Where all are tried or left alone, it may go to any: a bad chance is better than none.
 */
final class Instances implements ServiceInstanceListSupplier {

  private final String service;
  private final List<BaseUrl> urls;

  Instances(String service, List<BaseUrl> urls) {
    this.service = service;
    this.urls = List.copyOf(urls);
  }

  @Override
  public String getServiceId() {
    return service;
  }

  List<Instance> all() {
    return urls.size() == 1
        ? urls.getFirst().instances()
        : urls.stream().map(BaseUrl::instances).flatMap(Collection::stream).toList();
  }

  @Override
  public Flux<List<ServiceInstance>> get() {
    return Flux.just(List.copyOf(all()));
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is inherited
  public Flux<List<ServiceInstance>> get(Request request) {
    return request.getContext() instanceof Set<?> tried ? Flux.just(candidates(tried)) : get();
  }

  private List<ServiceInstance> candidates(Set<?> tried) {
    List<Instance> all = all();
    List<Instance> trusted = all.stream().filter(Instance::isTrusted).toList();
    return Stream.of(without(tried, trusted), trusted, without(tried, all), all)
        .filter(instances -> !instances.isEmpty())
        .map(List::<ServiceInstance>copyOf)
        .findFirst()
        .orElseThrow();
  }

  private static List<Instance> without(Set<?> tried, List<Instance> instances) {
    return instances.stream().filter(instance -> !tried.contains(instance)).toList();
  }
}
