package io.orderstream.gateway.arrival;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArrivalConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedArrival(Arrival arrival) {
    return tomcat -> {
      tomcat.setProtocol(GuardedProtocol.class.getName());
      tomcat.addConnectorCustomizers(
          connector ->
              ((GuardedProtocol) connector.getProtocolHandler()).setMaxTime(arrival.maxTime()));
      tomcat.addEngineValves(new UnreadBodyValve(arrival.maxTime()));
    };
  }
}
