package io.orderstream.orders.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A response that frames are written to whenever there are any, by any thread. Writing never
 * blocks: what a slow client does not take yet, waits here.
 */
final class EventStream implements WriteListener, AsyncListener {

  private final Queue<byte[]> frames = new ArrayDeque<>();
  private final Runnable closing;
  private @Nullable AsyncContext context;
  private @Nullable ServletOutputStream output;
  private boolean flushed = true;
  private boolean ending;
  private boolean closed;

  /**
   * A stream that collects frames until it is attached.
   *
   * @param closing runs when nothing will be written any more; it can run more than once
   */
  EventStream(Runnable closing) {
    this.closing = closing;
  }

  /**
   * Answers a request with the stream, for no longer than the given time. The response is under way
   * when the thread that handles the request has left it.
   */
  synchronized void attach(HttpServletRequest request, Duration limit) throws IOException {
    AsyncContext started = request.startAsync();
    started.setTimeout(Math.max(1, limit.toMillis()));
    started.addListener(this);
    HttpServletResponse response = (HttpServletResponse) started.getResponse();
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    context = started;
    output = response.getOutputStream();
    output.setWriteListener(this);
  }

  /** Writes a frame as soon as the client takes it. */
  synchronized void send(byte[] frame) {
    if (!closed) {
      frames.add(frame);
      write();
    }
  }

  /** Writes a frame unless others wait. */
  synchronized void sendIfIdle(byte[] frame) {
    if (flushed && frames.isEmpty()) {
      send(frame);
    }
  }

  /** Ends the response when everything is written. */
  synchronized void end() {
    ending = true;
    write();
  }

  /** Ends the response now. */
  synchronized void abort() {
    ending = true;
    frames.clear();
    complete();
  }

  @Override
  public synchronized void onWritePossible() {
    write();
  }

  private void write() {
    try {
      while (!closed && output != null && output.isReady()) {
        byte[] frame = frames.poll();
        if (!flushed && frame == null) {
          output.flush();
          flushed = true;
        } else if (frame != null) {
          output.write(frame);
          flushed = false;
        } else {
          if (ending) {
            complete();
          }
          return;
        }
      }
    } catch (IOException | RuntimeException _) {
      // the container has noticed as well, and ends the response
      close();
    }
  }

  private void complete() {
    if (!closed && context != null) {
      close();
      context.complete();
    }
  }

  private void close() {
    closed = true;
    frames.clear();
    closing.run();
  }

  @Override
  public synchronized void onError(Throwable failure) {
    close();
  }

  @Override
  public synchronized void onError(AsyncEvent event) {
    close();
    event.getAsyncContext().complete();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    abort();
  }

  /** Takes no lock: the container holds one of its own here. */
  @Override
  public void onComplete(AsyncEvent event) {
    closing.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
