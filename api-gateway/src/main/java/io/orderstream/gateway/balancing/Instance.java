package io.orderstream.gateway.balancing;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;

/** One process of a service, and how it has answered of late. */
public final class Instance implements ServiceInstance {

  private static final Logger log = LoggerFactory.getLogger(Instance.class);

  private final String service;
  private final URI address;
  private final String base;
  private final BalancingLimits limits;

  private final AtomicBoolean resting = new AtomicBoolean();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong nextProbe = new AtomicLong(System.nanoTime());
  private volatile long quietSince = System.nanoTime();

  /**
   * An instance that is believed to answer.
   *
   * @param address where it is: scheme, host and port
   */
  Instance(String service, URI address, BalancingLimits limits) {
    this.service = service;
    this.address = address;
    this.base = address.getScheme() + "://" + address.getRawAuthority();
    this.limits = limits;
  }

  /** The path and query of a URL at this instance. */
  public URI locate(URI url) {
    String query = url.getRawQuery();
    return URI.create(base + url.getRawPath() + (query == null ? "" : "?" + query));
  }

  <T> T call(Attempts.Exchange<T> exchange) throws Exception {
    if (unanswered.getAndIncrement() == 0) {
      quietSince = System.nanoTime();
    }
    try {
      T answer = exchange.with(this);
      trust();
      return answer;
    } catch (ConnectException | HttpConnectTimeoutException e) {
      leaveAlone(e.toString());
      throw e;
    } catch (InterruptedException e) {
      leaveAlone("no answer in time");
      throw e;
    } finally {
      unanswered.decrementAndGet();
    }
  }

  boolean isTrusted() {
    return !resting.get();
  }

  /** Whether it should be asked, beside all requests, if it answers: true for one who wonders. */
  boolean takesProbe() {
    long now = System.nanoTime();
    long due = nextProbe.get();
    return (resting.get() || isSilent(now))
        && now - due >= 0
        && nextProbe.compareAndSet(due, now + limits.rest().toNanos());
  }

  private boolean isSilent(long now) {
    return unanswered.get() > 0 && now - quietSince >= limits.silence().toNanos();
  }

  /** It has answered. */
  void trust() {
    quietSince = System.nanoTime();
    if (resting.compareAndSet(true, false)) {
      log.info("{} at {} answers again", service, address);
    }
  }

  /** It has not answered. */
  void leaveAlone(String reason) {
    nextProbe.set(System.nanoTime() + limits.rest().toNanos());
    if (resting.compareAndSet(false, true)) {
      log.warn("{} at {} is left alone: {}", service, address, reason);
    }
  }

  @Override
  public String getServiceId() {
    return service;
  }

  @Override
  public String getHost() {
    return address.getHost();
  }

  @Override
  public int getPort() {
    return address.getPort();
  }

  @Override
  public boolean isSecure() {
    return address.getScheme().equals("https");
  }

  @Override
  public URI getUri() {
    return address;
  }

  @Override
  public Map<String, String> getMetadata() {
    return Map.of();
  }
}
