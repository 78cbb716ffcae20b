package io.orderstream.gateway.routing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * The events of one service on their way to one caller. They are passed on as they come; between
 * two of them no thread waits.
 */
final class EventStream implements BodySubscriber<ServiceBody>, ServiceBody {

  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final long NEVER = -1L;

  private final EventStreams streams;
  private final CompletableFuture<Subscription> source = new CompletableFuture<>();
  private final DeferredResult<StreamEnd> end = new DeferredResult<>(NEVER);
  private final Lock writing = new ReentrantLock();
  private @Nullable ServletOutputStream caller;
  private boolean over;

  EventStream(EventStreams streams) {
    this.streams = streams;
  }

  @Override
  public CompletionStage<ServiceBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source.complete(subscription);
  }

  @Override
  public void writeTo(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!streams.admit(this, response)) {
      cancel();
      return;
    }
    try {
      response.flushBuffer();
      caller = response.getOutputStream();
      WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
      async.setAsyncWebRequest(WebAsyncUtils.createAsyncWebRequest(request, response));
      end.onCompletion(this::release);
      async.startDeferredResultProcessing(end);
    } catch (IOException e) {
      release();
      throw e;
    } catch (Exception e) {
      release();
      throw new IllegalStateException(e);
    }
    askForMore();
  }

  @Override
  public void onNext(List<ByteBuffer> events) {
    writing.lock();
    try {
      if (over || caller == null) {
        return;
      }
      for (ByteBuffer event : events) {
        caller.write(event);
      }
      caller.flush();
      askForMore();
    } catch (IOException e) {
      log.debug("The caller is gone: {}", e.toString());
      leaveTheRestToTomcat();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void onError(Throwable failure) {
    log.debug("An event stream broke: {}", failure.toString());
    breakOff();
  }

  @Override
  public void onComplete() {
    end();
  }

  /** Has the caller see the stream's end. */
  void end() {
    finish(() -> end.setResult(new StreamEnd()));
  }

  /** Has the caller see that there would be more. */
  void breakOff() {
    finish(() -> end.setErrorResult(new CloseNowException("The event stream broke")));
  }

  private void finish(Runnable action) {
    writing.lock();
    try {
      if (!over) {
        over = true;
        action.run();
      }
    } finally {
      writing.unlock();
    }
    cancel();
  }

  /**
   * Tomcat has seen the failure too and completes the request. A result that came beside it could
   * reach the request that takes over its place.
   */
  private void leaveTheRestToTomcat() {
    over = true;
    cancel();
  }

  private void release() {
    finish(() -> {});
    streams.forget(this);
  }

  private void askForMore() {
    var _ = source.thenAccept(subscription -> subscription.request(1));
  }

  private void cancel() {
    var _ = source.thenAccept(Subscription::cancel);
  }
}
