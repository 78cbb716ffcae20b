package io.orderstream.gateway.balancing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Set<Wait> repeatables = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile long nextProbe = System.nanoTime();
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

  /**
   * Makes a request and waits for its answer.
   *
   * @param repeatable whether the request can be made again elsewhere, once it is clear that this
   *     instance hangs
   */
  <T> T call(Attempts.Exchange<T> exchange, boolean repeatable) throws Exception {
    Wait wait = new Wait();
    if (unanswered.getAndIncrement() == 0) {
      quietSince = System.nanoTime();
    }
    if (repeatable) {
      repeatables.add(wait);
    }
    try {
      T answer = exchange.with(this);
      trust();
      return answer;
    } catch (ConnectException | HttpConnectTimeoutException e) {
      leaveAlone(e.toString());
      throw e;
    } catch (InterruptedException e) {
      if (wait.isInVain()) {
        throw new IOException(service + " hangs at " + address, e);
      }
      if (isSilent(System.nanoTime())) {
        leaveAlone("no answer in time");
      }
      throw e;
    } finally {
      repeatables.remove(wait);
      wait.end();
      unanswered.decrementAndGet();
    }
  }

  boolean isTrusted() {
    return !resting.get();
  }

  /** Whether it should be asked now, beside all requests, if it answers. */
  boolean needsProbe() {
    long now = System.nanoTime();
    return (resting.get() || isSilent(now)) && now - nextProbe >= 0;
  }

  /** It is being asked. */
  void probed() {
    nextProbe = System.nanoTime() + limits.rest().toNanos();
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

  /** It owes answers and has not even said that it is there: nobody should go on waiting for it. */
  void giveUp(String reason) {
    leaveAlone(reason);
    repeatables.forEach(Wait::giveUp);
  }

  /** It has not answered. */
  void leaveAlone(String reason) {
    if (resting.compareAndSet(false, true)) {
      probed();
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

  /** One thread's wait for an answer. It is ended by an interrupt, which never comes after it. */
  private static final class Wait {

    private final Thread thread = Thread.currentThread();
    private boolean over;
    private boolean inVain;

    synchronized void giveUp() {
      if (!over) {
        inVain = true;
        thread.interrupt();
      }
    }

    synchronized boolean isInVain() {
      return inVain;
    }

    synchronized void end() {
      over = true;
      if (inVain) {
        var _ = Thread.interrupted();
      }
    }
  }
}
