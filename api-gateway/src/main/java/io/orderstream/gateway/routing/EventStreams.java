package io.orderstream.gateway.routing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Passes event streams on as they come, for as long as service and caller want. Streams break off
 * when the gateway stops, so that none holds up the shutdown; callers resume them elsewhere.
 */
@Component
class EventStreams {

  private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
  private static final int BUFFER_SIZE = 8192;

  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();

  /**
   * @throws CloseNowException if the stream breaks, so that the caller can tell that from its end
   */
  void pass(InputStream events, HttpServletResponse response) throws IOException {
    open.add(events);
    try (events) {
      response.flushBuffer();
      ServletOutputStream out = response.getOutputStream();
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int read = read(events, buffer); read >= 0; read = read(events, buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } finally {
      open.remove(events);
    }
  }

  private static int read(InputStream events, byte[] buffer) throws CloseNowException {
    try {
      return events.read(buffer);
    } catch (IOException e) {
      log.debug("An event stream broke: {}", e.toString());
      // Without the cause, which Spring could take for the caller's own leaving and swallow.
      throw new CloseNowException("The event stream broke");
    }
  }

  @EventListener(ContextClosedEvent.class)
  void close() throws IOException {
    for (InputStream events : open) {
      events.close();
    }
  }
}
