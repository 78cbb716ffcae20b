package io.orderstream.orders.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Makes connections small, as streams and those who wait hold many of them. */
@Component
class LeanConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final String READ_BYTES = "1024";
  private static final String WRITE_BYTES = "4096";

  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    tomcat.addConnectorCustomizers(
        connector -> {
          connector.setProperty("socket.appReadBufSize", READ_BYTES);
          connector.setProperty("socket.appWriteBufSize", WRITE_BYTES);
        });
  }
}
