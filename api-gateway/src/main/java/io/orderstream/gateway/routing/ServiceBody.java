package io.orderstream.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The body of a service's answer, to be written once. */
@FunctionalInterface
interface ServiceBody {

  void writeTo(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Complete(byte[] bytes) implements ServiceBody {

    @Override
    public void writeTo(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (bytes.length > 0) {
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
      }
    }
  }
}
