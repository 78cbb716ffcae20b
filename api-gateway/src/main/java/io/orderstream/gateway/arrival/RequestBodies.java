package io.orderstream.gateway.arrival;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Takes in bodies that are neither too large nor too slow. */
@Component
public class RequestBodies {

  private static final int BUFFER_SIZE = 8192;

  private final Arrival arrival;

  RequestBodies(Arrival arrival) {
    this.arrival = arrival;
  }

  /**
   * The request's whole body.
   *
   * @throws ErrorResponseException with 413 if it is too large, with 408 if it does not come in
   *     time, and with 400 if it breaks off or is malformed
   */
  public byte[] read(HttpServletRequest request) {
    long room = arrival.maxBodySize().toBytes();
    if (request.getContentLengthLong() > room) {
      throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
    }
    Deadline deadline = Deadline.in(arrival.maxTime());
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(request.getContentLength(), 0));
    byte[] buffer = new byte[BUFFER_SIZE];
    try {
      InputStream in = request.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        body.write(buffer, 0, read);
        if (body.size() > room) {
          throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (deadline.hasPassed()) {
          throw new ErrorResponseException(HttpStatus.REQUEST_TIMEOUT);
        }
      }
    } catch (IOException e) {
      throw new ErrorResponseException(
          e.getCause() instanceof SocketTimeoutException
              ? HttpStatus.REQUEST_TIMEOUT
              : HttpStatus.BAD_REQUEST,
          e);
    }
    return body.toByteArray();
  }
}
