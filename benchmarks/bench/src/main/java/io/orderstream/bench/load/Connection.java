package io.orderstream.bench.load;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection that carries one order at a time. */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {

  private static final int UUID_LENGTH = 36;

  private final LoadRun run;
  private @Nullable ChannelHandlerContext context;
  private boolean busy;
  private long intended;
  private @Nullable Answer answer;

  Connection(LoadRun run) {
    this.run = run;
  }

  void send(FullHttpRequest order, long intended) {
    this.busy = true;
    this.intended = intended;
    if (context != null) {
      var _ = context.writeAndFlush(order, context.voidPromise());
    }
  }

  void close() {
    if (context != null) {
      var _ = context.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    this.context = context;
    run.opened(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpResponse head) {
      answer =
          new Answer(
              intended,
              head.status().code(),
              order(head),
              comeBackAfter(head),
              HttpUtil.isKeepAlive(head));
    }
    if (part instanceof LastHttpContent && busy && answer != null) {
      busy = false;
      run.answered(this, answer);
    }
  }

  private static @Nullable UUID order(HttpResponse head) {
    String location = head.headers().get(HttpHeaderNames.LOCATION);
    return location == null || location.length() < UUID_LENGTH
        ? null
        : UUID.fromString(location.substring(location.length() - UUID_LENGTH));
  }

  private static Duration comeBackAfter(HttpResponse head) {
    String seconds = head.headers().get(HttpHeaderNames.RETRY_AFTER);
    return seconds == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(seconds));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    run.closed(this, busy);
    busy = false;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
