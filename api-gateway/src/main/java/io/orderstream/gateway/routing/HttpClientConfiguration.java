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

  @Bean
  HttpClient httpClient(HttpClientSettings settings) {
    return new JdkHttpClientBuilder()
        .withExecutor(Executors.newVirtualThreadPerTaskExecutor())
        .withCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1))
        .build(settings);
  }
}
