package io.orderstream.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends orders through one gateway and takes the time of its answers. Everything happens on one
 * thread, over kept connections: what is measured shares the machine with it.
 */
public final class LoadGenerator implements AutoCloseable {

  private static final int CONNECT_LIMIT_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI gateway;
  private final Duration patience;
  private final EventLoopGroup thread;
  private final Bootstrap bootstrap;

  public LoadGenerator(URI gateway) {
    this(gateway, PATIENCE);
  }

  LoadGenerator(URI gateway, Duration patience) {
    this.gateway = gateway;
    this.patience = patience;
    boolean epoll = Epoll.isAvailable(); // its timers are finer than a millisecond
    this.thread =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.bootstrap =
        new Bootstrap()
            .group(thread)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_LIMIT_MILLIS)
            .remoteAddress(gateway.getHost(), gateway.getPort());
  }

  /**
   * Sends orders until there are no more, and waits for what is under way, in both cases not longer
   * than some 30 seconds after the last order was to be sent, or after the last answer.
   *
   * @param token the bearer token of a storefront
   * @param connections at most so many at once
   */
  public LoadResult run(Arrivals arrivals, OrderMix mix, String token, int connections)
      throws InterruptedException {
    return run(arrivals, mix, token, connections, Acceptances.UNHEARD);
  }

  /** The same, and tells of each order that is accepted. */
  public LoadResult run(
      Arrivals arrivals, OrderMix mix, String token, int connections, Acceptances listener)
      throws InterruptedException {
    return run(arrivals, new OrderRequests(mix, gateway, token), connections, listener);
  }

  /** Asks for a resource instead. */
  public LoadResult get(Arrivals arrivals, String path, String token, int connections)
      throws InterruptedException {
    var requests = new GetRequests(gateway.resolve(path), token);
    return run(arrivals, requests, connections, Acceptances.UNHEARD);
  }

  private LoadResult run(
      Arrivals arrivals, Requests requests, int connections, Acceptances listener)
      throws InterruptedException {
    var run =
        new LoadRun(bootstrap, thread.next(), arrivals, requests, connections, patience, listener);
    try {
      return run.start().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
