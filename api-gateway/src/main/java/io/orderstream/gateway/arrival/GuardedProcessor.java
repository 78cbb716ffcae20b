package io.orderstream.gateway.arrival;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Ends requests whose headers come too slowly, with 408, and tells those whose URL or headers are
 * too large, with 414 and 431, from other malformed ones. While headers are missing no thread
 * waits: Tomcat comes back here with each part that arrives, and ends a longer silence itself.
 */
final class GuardedProcessor extends Http11Processor {

  private static final String TOO_LARGE =
      StringManager.getManager(Http11InputBuffer.class)
          .getString("iib.requestheadertoolarge.error");

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int BUFFER_SIZE = 8192;
  private static final int NO_LIMIT = -1;

  private final long maxNanos;
  private @Nullable HttpStatus refusal;

  GuardedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration maxTime) {
    super(protocol, adapter);
    this.maxNanos = maxTime.toNanos();
  }

  @Override
  public SocketState service(SocketWrapperBase<?> socket) throws IOException {
    if (isLate()) {
      setSocketWrapper(socket);
      refuse(HttpStatus.REQUEST_TIMEOUT);
      return SocketState.CLOSED;
    }
    refusal = null;
    SocketState state = super.service(socket);
    if (refusal != null) {
      discardTheRest(socket);
    }
    return state;
  }

  private boolean isLate() {
    long start = request.getStartTimeNanos();
    return start != -1 && System.nanoTime() - start > maxNanos;
  }

  private void refuse(HttpStatus status) throws IOException {
    response.setStatus(status.value());
    setErrorState(ErrorState.CLOSE_CLEAN, null);
    try {
      getAdapter().service(request, response);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  protected void setErrorState(ErrorState errorState, @Nullable Throwable cause) {
    super.setErrorState(errorState, cause);
    if (response.getStatus() == HttpStatus.BAD_REQUEST.value() && isTooLarge(cause)) {
      request.getMimeHeaders().setLimit(NO_LIMIT);
      response.setHeader(HttpHeaders.CONNECTION, "close");
      refusal =
          request.requestURI().isNull()
              ? HttpStatus.URI_TOO_LONG
              : HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
    }
    if (refusal != null) {
      response.setStatus(refusal.value()); // again where Tomcat finds more to refuse
    }
  }

  /** Tomcat throws the one when they are too long and the other when they are too many. */
  private static boolean isTooLarge(@Nullable Throwable cause) {
    return cause instanceof IllegalStateException
        || (cause instanceof IllegalArgumentException && TOO_LARGE.equals(cause.getMessage()));
  }

  /** A client that is still sending when its connection is closed may never see the answer. */
  private static void discardTheRest(SocketWrapperBase<?> socket) throws IOException {
    Deadline deadline = Deadline.in(PATIENCE);
    socket.setReadTimeout(PATIENCE.toMillis());
    ByteBuffer rest = ByteBuffer.allocate(BUFFER_SIZE);
    while (!deadline.hasPassed() && socket.read(true, rest.clear()) >= 0) {}
  }
}
