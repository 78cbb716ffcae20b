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

  // By itself the client repeats what found no connection, and a GET that broke off. It can be told
  // otherwise here only; what is repeated is for the safeguards to say.
  static {
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
    System.setProperty("jdk.httpclient.bufsize", "2048"); // for each connection, all the time
  }

  @Bean
  HttpClient httpClient(HttpClientSettings settings) {
    return new JdkHttpClientBuilder()
        .withExecutor(Executors.newVirtualThreadPerTaskExecutor())
        .withCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1))
        .build(settings);
  }
}
