package io.orderstream.gateway.balancing;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A base URL of a service. It stands for one instance, or for as many as its name has addresses.
 * The name is looked up again and again, but no request waits for that; while it cannot be looked
 * up, all stays as it was.
 *
 * <p>With TLS it stands for one, whatever its name leads to: a certificate bears the name.
 */
final class BaseUrl {

  private static final Logger log = LoggerFactory.getLogger(BaseUrl.class);
  private static final long AGE = Duration.ofSeconds(5).toNanos();

  /** Finds all addresses of a host. */
  @FunctionalInterface
  interface NameService {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  private final String service;
  private final URI url;
  private final BalancingLimits limits;
  private final NameService names;
  private final AtomicLong nextLookUp = new AtomicLong(System.nanoTime());
  private volatile List<Instance> instances;

  BaseUrl(String service, URI url, BalancingLimits limits, NameService names) {
    this.service = service;
    this.url = url;
    this.limits = limits;
    this.names = names;
    this.instances = List.of(instanceAt(url));
  }

  /** Those known now, at least one. */
  List<Instance> instances() {
    long now = System.nanoTime();
    long due = nextLookUp.get();
    if (now - due >= 0 && nextLookUp.compareAndSet(due, now + AGE)) {
      Thread.startVirtualThread(this::lookUp);
    }
    return instances;
  }

  void lookUp() {
    if (url.getScheme().equals("https")) {
      return;
    }
    try {
      InetAddress[] found = names.addressesOf(url.getHost());
      instances = addresses(found).map(this::instanceAt).toList();
    } catch (UnknownHostException e) {
      log.debug("{} cannot be looked up: {}", service, e.toString());
    }
  }

  /** Several of one kind: a host may have one of IP's version 4 and one of version 6. */
  private Stream<URI> addresses(InetAddress[] found) {
    List<InetAddress> alike =
        Stream.of(found).filter(other -> other.getClass() == found[0].getClass()).toList();
    return alike.size() == 1 ? Stream.of(url) : alike.stream().map(this::urlOf);
  }

  private URI urlOf(InetAddress address) {
    String literal = address.getHostAddress();
    String host = literal.contains(":") ? "[" + literal + "]" : literal;
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return URI.create(url.getScheme() + "://" + host + port);
  }

  private Instance instanceAt(URI address) {
    List<Instance> former = instances == null ? List.of() : instances;
    return former.stream()
        .filter(instance -> instance.getUri().equals(address))
        .findFirst()
        .orElseGet(() -> new Instance(service, address, limits));
  }
}
