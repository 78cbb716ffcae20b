package io.orderstream.gateway.routing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * The body of a service's answer. It is complete when the answer counts as received, so that the
 * time limit covers all of it, except that an event stream is passed on as it comes.
 */
sealed interface ServiceBody {

  void writeTo(HttpServletResponse response) throws IOException;

  static BodySubscriber<ServiceBody> of(ResponseInfo answer) {
    boolean events =
        answer
            .headers()
            .firstValue("Content-Type")
            .filter(type -> type.startsWith("text/event-stream"))
            .isPresent();
    return events
        ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), EventStream::new)
        : BodySubscribers.mapping(BodySubscribers.ofByteArray(), Complete::new);
  }

  @SuppressWarnings("ArrayRecordComponent") // read once, compared never
  record Complete(byte[] bytes) implements ServiceBody {

    @Override
    public void writeTo(HttpServletResponse response) throws IOException {
      if (bytes.length > 0) {
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
      }
    }
  }

  record EventStream(InputStream events) implements ServiceBody {

    private static final int BUFFER_SIZE = 8192;

    @Override
    public void writeTo(HttpServletResponse response) throws IOException {
      response.flushBuffer();
      try (events) {
        ServletOutputStream out = response.getOutputStream();
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
    }
  }
}
