package io.orderstream.gateway;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import org.slf4j.MDC;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Paths that show what callers cannot see. */
@TestConfiguration(proxyBeanMethods = false)
class PathsForTests {

  @Bean
  RouterFunction<ServerResponse> defect() {
    return route()
        .GET(
            "/defect",
            _ -> {
              throw new IllegalStateException("secret");
            })
        .build();
  }

  @Bean
  RouterFunction<ServerResponse> logContext() {
    return route()
        .GET("/log-context", _ -> ServerResponse.ok().body(MDC.getCopyOfContextMap()))
        .build();
  }
}
