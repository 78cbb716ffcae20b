package io.orderstream.messaging;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;

/**
 * Keeps the database schema {@code messaging} up to date. It has its own migrations and history, so
 * that they never meet those of the service.
 */
final class MessagingSchema implements InitializingBean {

  private final DataSource dataSource;

  MessagingSchema(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void afterPropertiesSet() {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("messaging")
        .locations("classpath:io/orderstream/messaging/schema")
        // held by the session: an open transaction would keep "create index concurrently" waiting
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
  }
}
