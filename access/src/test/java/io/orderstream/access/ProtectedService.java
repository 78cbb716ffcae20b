package io.orderstream.access;

import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with one thing to read and one to change. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
class ProtectedService {

  @Bean
  AccessRules rules() {
    return requests -> {
      requests.requestMatchers("/changed").access(Scopes.any(Scopes.ITEMS, Scopes.OPS));
    };
  }

  @RestController
  static class Things {

    @GetMapping("/caller")
    Seen caller(Caller caller) {
      return new Seen(caller.subject(), new TreeSet<>(caller.scopes()));
    }

    @PutMapping("/changed")
    String changed() {
      return "changed";
    }

    @GetMapping("/actuator/health/readiness")
    String health() {
      return "up";
    }

    @GetMapping("/actuator/secrets")
    String secrets() {
      return "secret";
    }
  }

  record Seen(String subject, SortedSet<String> scopes) {}
}
