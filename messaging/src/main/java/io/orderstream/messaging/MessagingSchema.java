package io.orderstream.messaging;

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
        .load()
        .migrate();
  }
}
