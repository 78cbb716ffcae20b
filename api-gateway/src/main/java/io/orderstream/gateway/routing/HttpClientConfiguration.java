package io.orderstream.gateway.routing;

import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JdkHttpClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The JDK's client: on virtual threads it costs less CPU for a hop than Apache's, and no jar. */
@Configuration(proxyBeanMethods = false)
class HttpClientConfiguration {

  /** Idle connections go before the services' Tomcat closes them, which it does after 20 s. */
  private static final int KEEP_ALIVE_SECONDS = 15;

  static {
    System.setProperty("jdk.httpclient.keepalive.timeout", String.valueOf(KEEP_ALIVE_SECONDS));
  }

  @Bean
  HttpClient httpClient(HttpClientSettings settings) {
    return new JdkHttpClientBuilder()
        .withExecutor(Executors.newVirtualThreadPerTaskExecutor())
        .withCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1))
        .build(settings);
  }
}
