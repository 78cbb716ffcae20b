package io.orderstream.gateway.arrival;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Throws away bodies that nobody wanted, after the answer is out. A client that is still sending
 * when its connection is closed may never see the answer; one that goes on for too long is cut off.
 */
final class UnreadBodyValve extends ValveBase {

  private static final int PATIENCE_BYTES = 16 * 1024 * 1024;

  private final Duration patience;

  UnreadBodyValve(Duration patience) {
    super(true);
    this.patience = patience;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    boolean malformed = request.getContext() == null;
    if (malformed || request.isFinished() || request.isAsync()) {
      return;
    }
    response.finishResponse();
    if (response.getStatus() != HttpStatus.REQUEST_TIMEOUT.value()
        && !request.getCoyoteRequest().hasExpectation()) {
      discardBody(request.getCoyoteRequest());
    }
    if (!request.isFinished()) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  private void discardBody(org.apache.coyote.Request request) {
    Deadline deadline = Deadline.in(patience);
    Sink sink = new Sink();
    try {
      int discarded = 0;
      int read = request.doRead(sink);
      while (read >= 0 && discarded < PATIENCE_BYTES && !deadline.hasPassed()) {
        discarded += read;
        read = request.doRead(sink);
      }
    } catch (IOException e) {
      container.getLogger().debug("The caller is gone", e);
    }
  }

  /** Holds what Tomcat shows of its own buffer. */
  private static final class Sink implements ApplicationBufferHandler {

    private @Nullable ByteBuffer shown;

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      shown = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return shown;
    }

    @Override
    public void expand(int size) {}
  }
}
