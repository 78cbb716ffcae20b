package io.orderstream.gateway.balancing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
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
  private final Set<Runnable> endsOfRepeatables = ConcurrentHashMap.newKeySet();
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
    if (unanswered.getAndIncrement() == 0) {
      quietSince = System.nanoTime();
    }
    try {
      return await(exchange.with(this), repeatable);
    } finally {
      unanswered.decrementAndGet();
    }
  }

  private <T> T await(CompletableFuture<T> answer, boolean repeatable) throws Exception {
    Runnable end = () -> answer.cancel(true);
    if (repeatable) {
      endsOfRepeatables.add(end);
    }
    try {
      T received = answer.get();
      trust();
      return received;
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (CancellationException e) {
      throw new IOException(service + " hangs at " + address, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      if (isSilent(System.nanoTime())) {
        leaveAlone("no answer in time");
      }
      throw e;
    } finally {
      endsOfRepeatables.remove(end);
    }
  }

  private Exception failure(ExecutionException e) {
    if (e.getCause() instanceof ConnectException
        || e.getCause() instanceof HttpConnectTimeoutException) {
      leaveAlone(e.getCause().toString());
    }
    return e.getCause() instanceof Exception cause ? cause : e;
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
    endsOfRepeatables.forEach(Runnable::run);
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
}
