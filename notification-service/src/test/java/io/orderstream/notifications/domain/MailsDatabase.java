package io.orderstream.notifications.domain;

import io.orderstream.testing.Servers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A database of its own with the table of mails, without an application around it. */
public final class MailsDatabase {

  public final Mails mails;
  public final TransactionTemplate transactions;
  public final JdbcClient jdbc;
  final DataSource dataSource;

  public MailsDatabase(Clock clock) {
    var server = Servers.current().newDatabase();
    dataSource =
        DataSourceBuilder.create()
            .url(server.getJdbcUrl())
            .username(server.getUsername())
            .password(server.getPassword())
            .build();
    Flyway.configure()
        .dataSource(dataSource)
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
    jdbc = JdbcClient.create(dataSource);
    mails = new Mails(jdbc, JsonMapper.shared(), clock);
    transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  public void add(Mail... added) {
    mails.add(List.of(added));
  }

  public void clear() {
    jdbc.sql("delete from mails").update();
  }

  public Notification only(UUID orderId) {
    List<Notification> about = mails.about(orderId);
    if (about.size() != 1) {
      throw new AssertionError("not one mail about the order: " + about);
    }
    return about.getFirst();
  }
}
