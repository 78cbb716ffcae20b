package io.orderstream.requestresponse;

import io.orderstream.testing.Servers;
import io.orderstream.testing.Tokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The three services on real servers, each as if it were a process of its own. */
final class Chain implements AutoCloseable {

  static final String UNUSED_ADDRESS = "http://127.0.0.1:1";

  private final Map<String, JdbcConnectionDetails> databases =
      Map.of(
          "orders", Servers.current().newDatabase(),
          "inventory", Servers.current().newDatabase(),
          "notifications", Servers.current().newDatabase());
  private final List<ConfigurableApplicationContext> services = new ArrayList<>();

  final MailServerForTests mailServer = new MailServerForTests();
  final Shop inventory = start("inventory");
  final Shop notifications = start("notifications", "--spring.mail.port=" + mailServer.port());
  final Shop orders = ordersWith(inventory.address(), notifications.address());

  /** One more instance of orders, which calls the given services. */
  Shop ordersWith(String inventoryAddress, String notificationsAddress) {
    return start(
        "orders",
        "--services.inventory.url=" + inventoryAddress,
        "--services.notifications.url=" + notificationsAddress);
  }

  /** One more instance of notifications, whose mail server is away. */
  Shop notificationsWithoutMailServer() {
    return start("notifications", "--spring.mail.port=1");
  }

  JdbcClient ordersDatabase() {
    return services.stream()
        .filter(service -> service.getEnvironment().getRequiredProperty("role").equals("orders"))
        .findFirst()
        .orElseThrow()
        .getBean(JdbcClient.class);
  }

  private Shop start(String role, String... settings) {
    JdbcConnectionDetails database = databases.get(role);
    ConfigurableApplicationContext service =
        SpringApplication.run(
            RequestResponseApplication.class,
            Stream.concat(
                    Stream.of(
                        "--role=" + role,
                        "--server.port=0",
                        "--spring.datasource.url=" + database.getJdbcUrl(),
                        "--spring.datasource.username=" + database.getUsername(),
                        "--spring.datasource.password=" + database.getPassword(),
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri="
                            + Tokens.issuer()),
                    Stream.of(settings))
                .toArray(String[]::new));
    services.add(service);
    return new Shop(
        URI.create(
            "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port")));
  }

  @Override
  public void close() {
    services.reversed().forEach(ConfigurableApplicationContext::close);
    mailServer.close();
  }
}
