package io.orderstream.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One load. An order that is due takes the connection that was used last; while all are busy
 * another one is opened, up to the limit; beyond that the order waits, and its time runs. All
 * methods but {@link #start} run on the event loop.
 */
final class LoadRun {

  private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(100);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

  private final Bootstrap bootstrap;
  private final EventLoop loop;
  private final Arrivals arrivals;
  private final Requests requests;
  private final int limit;
  private final long patience;
  private final Recording recording;
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final Set<Connection> connections = new HashSet<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private @Nullable ScheduledFuture<?> lookingAround;
  private boolean connecting;
  private long unreachableSince = Arrivals.NEVER;
  private long wakingAt = Arrivals.NEVER;
  private long lastProgress;
  private int underWay;

  /**
   * A load that is not begun yet.
   *
   * @param patience how long answers, and a gateway that refuses connections, are waited for
   */
  LoadRun(
      Bootstrap bootstrap,
      EventLoop loop,
      Arrivals arrivals,
      Requests requests,
      int limit,
      Duration patience,
      Acceptances listener) {
    this.bootstrap =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec(), new Connection(LoadRun.this));
                  }
                });
    this.loop = loop;
    this.arrivals = arrivals;
    this.requests = requests;
    this.limit = limit;
    this.patience = patience.toNanos();
    this.recording = new Recording(listener);
  }

  Future<LoadResult> start() {
    loop.execute(
        () -> {
          // for the end of a load whose connections all wait
          lookingAround =
              loop.scheduleWithFixedDelay(
                  this::send,
                  LOOK_AROUND.toMillis(),
                  LOOK_AROUND.toMillis(),
                  TimeUnit.MILLISECONDS);
          send();
        });
    return result;
  }

  /** Sends everything that is due. */
  private void send() {
    if (result.isDone()) {
      return;
    }
    long now = recording.now();
    long next = arrivals.next(now);
    while (next <= now) {
      Connection connection = idle.pollLast();
      if (connection == null) {
        connect();
        break;
      }
      arrivals.taken();
      underWay++;
      lastProgress = now;
      connection.send(requests.next(), next);
      next = arrivals.next(now);
    }
    if (isOver(now, next)) {
      end();
    } else if (next > now && next != Arrivals.NEVER && next != wakingAt) {
      wakingAt = next;
      var _ = loop.schedule(this::send, next - now, TimeUnit.NANOSECONDS);
    }
  }

  /** All is answered, or nothing moves any more, or what is late would be sent far too late. */
  private boolean isOver(long now, long next) {
    boolean waiting = next <= now || next == Arrivals.NEVER;
    return (next == Arrivals.NEVER && underWay == 0)
        || (waiting && now - lastProgress > patience)
        || now - patience > arrivals.end();
  }

  private void connect() {
    if (!connecting && connections.size() < limit) {
      connecting = true;
      bootstrap
          .connect()
          .addListener(
              done -> {
                if (!done.isSuccess()) {
                  refused();
                }
              });
    }
  }

  void opened(Connection connection) {
    if (result.isDone()) {
      connection.close();
      return;
    }
    connecting = false;
    unreachableSince = Arrivals.NEVER;
    connections.add(connection);
    idle.addLast(connection);
    send();
  }

  private void refused() {
    long now = recording.now();
    unreachableSince = Math.min(unreachableSince, now);
    if (now - unreachableSince > patience) {
      fail(new IOException("nobody listens at " + bootstrap.config().remoteAddress()));
    } else {
      after(
          BETWEEN_CONNECTS,
          () -> {
            connecting = false;
            send();
          });
    }
  }

  void answered(Connection connection, Answer answer) {
    underWay--;
    lastProgress = recording.now();
    recording.answered(answer.intended(), answer.status(), answer.order());
    if (!answer.keepsConnection()) {
      connections.remove(connection);
      connection.close();
    } else if (answer.comeBackAfter().isPositive() && arrivals.waitWhenTurnedAway()) {
      after(answer.comeBackAfter(), () -> rested(connection));
    } else {
      idle.addLast(connection);
    }
    send();
  }

  private void rested(Connection connection) {
    if (connections.contains(connection)) {
      idle.addLast(connection);
    }
    send();
  }

  /** A connection is gone, from under an order or not. */
  void closed(Connection connection, boolean unanswered) {
    boolean known = connections.remove(connection);
    if (known) {
      idle.remove(connection);
    }
    if (unanswered && !result.isDone()) {
      underWay--;
      recording.unanswered(1);
      after(BETWEEN_CONNECTS, this::send);
    }
  }

  private void end() {
    recording.unanswered(underWay + arrivals.givenUp(recording.now()));
    result.complete(recording.result());
    stop();
  }

  private void fail(IOException failure) {
    result.completeExceptionally(failure);
    stop();
  }

  private void stop() {
    if (lookingAround != null) {
      lookingAround.cancel(false);
    }
    List<Connection> open = List.copyOf(connections);
    connections.clear();
    open.forEach(Connection::close);
  }

  private void after(Duration pause, Runnable action) {
    var _ = loop.schedule(action, pause.toMillis(), TimeUnit.MILLISECONDS);
  }
}
