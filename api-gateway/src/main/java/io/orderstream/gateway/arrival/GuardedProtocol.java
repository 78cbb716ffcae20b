package io.orderstream.gateway.arrival;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 for clients that may be slow or careless on purpose. Tomcat makes it by its name. */
public final class GuardedProtocol extends Http11NioProtocol {

  /** Enough for those who send any; more is a way to be slow. */
  private static final int CHUNK_EXTRAS = 32;

  /** Bodies are read and written whole: a connection's own buffers mostly wait for events. */
  private static final int BUFFER_SIZE = 1024;

  private Duration maxTime = Duration.ZERO;

  public GuardedProtocol() {
    getEndpoint().getSocketProperties().setAppReadBufSize(BUFFER_SIZE);
    getEndpoint().getSocketProperties().setAppWriteBufSize(BUFFER_SIZE);
    setContinueResponseTiming("onRead");
    setMaxExtensionSize(CHUNK_EXTRAS);
    setMaxTrailerSize(CHUNK_EXTRAS);
  }

  void setMaxTime(Duration maxTime) {
    this.maxTime = maxTime;
  }

  @Override
  public int getDesiredBufferSize() {
    return BUFFER_SIZE;
  }

  @Override
  protected Processor createProcessor() {
    return new GuardedProcessor(this, getAdapter(), maxTime);
  }
}
