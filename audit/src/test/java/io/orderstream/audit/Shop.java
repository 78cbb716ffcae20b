package io.orderstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.contracts.Topic;
import io.orderstream.contracts.Topics;
import io.orderstream.testing.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** What the services would have left behind, in their own schemas and topics. */
final class Shop implements AutoCloseable {

  private final Database orders = database("order-service");
  private final Database inventory = database("inventory-service");
  private final Database notifications = database("notification-service");
  private final KafkaProducer<String, String> producer;
  private final TakenMails mailServer = TakenMails.none();

  Shop() throws Exception {
    Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers());
    producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    try (Admin admin = Admin.create(kafka)) {
      for (Topic topic : List.of(Topics.ORDER_EVENTS, Topics.RESERVATION_EVENTS)) {
        create(admin, new NewTopic(topic.name(), topic.partitions(), (short) 1));
      }
    }
  }

  private static void create(Admin admin, NewTopic topic) throws Exception {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static Database database(String service) {
    JdbcConnectionDetails details = Servers.current().newDatabase();
    var flyway =
        Flyway.configure()
            .dataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword())
            .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    flyway.locations("filesystem:../" + service + "/src/main/resources/db/migration");
    flyway.load().migrate();
    flyway.schemas("messaging");
    flyway.locations("filesystem:../messaging/src/main/resources/io/orderstream/messaging/schema");
    flyway.load().migrate();
    return new Database(details.getJdbcUrl(), details.getUsername(), details.getPassword());
  }

  private static String bootstrapServers() {
    return String.join(",", Servers.current().bootstrapServers());
  }

  /** What breaks a rule, of all that are given the subject. */
  List<Breach> audit(Object subject) throws Exception {
    List<Breach> breaches = new ArrayList<>();
    audit(Duration.ZERO, breaches);
    return breaches.stream().filter(b -> b.subject().equals(subject.toString())).toList();
  }

  AuditReport audit(Duration settlingTime, List<Breach> breaches) throws Exception {
    producer.flush();
    Platform platform =
        new Platform(orders, inventory, notifications, bootstrapServers(), mailServer.uri());
    return new Audit(platform, settlingTime).run(_ -> {}, breaches::add);
  }

  void inOrders(String sql) throws SQLException {
    execute(orders, sql);
  }

  void inInventory(String sql) throws SQLException {
    execute(inventory, sql);
  }

  void inNotifications(String sql) throws SQLException {
    execute(notifications, sql);
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Publishes an event, before the next audit at the latest. */
  void publish(Topic topic, UUID order, long version, UUID event) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(topic.name(), order.toString(), "{}");
    Stream.of("ce_subject:" + order, "ce_aggregateversion:" + version, "ce_id:" + event)
        .map(header -> header.split(":", 2))
        .forEach(header -> record.headers().add(header[0], header[1].getBytes(UTF_8)));
    var _ = producer.send(record);
  }

  /** An order that is confirmed, with all that follows from it. */
  Placed confirmed() throws Exception {
    Placed order = Placed.confirmed();
    order.store(this);
    order.reserve(this, "RESERVED");
    order.publish(this);
    order.mail(this);
    return order;
  }

  /** The mail server loses a mail. */
  void lose(UUID mail) {
    mailServer.lose(mail);
  }

  @Override
  public void close() {
    producer.close();
    mailServer.close();
  }

  /** Ids of what is stored for one order of two pieces. */
  record Placed(UUID id, UUID created, UUID settled, String sku) {

    private static Placed confirmed() {
      UUID id = UUID.randomUUID();
      return new Placed(id, UUID.randomUUID(), UUID.randomUUID(), "SKU-" + id);
    }

    private void store(Shop shop) throws SQLException {
      shop.inOrders(
          """
          insert into orders (id, version, customer_id, lines, total_amount, total_currency, status,
              placed_at, updated_at, history)
          values ('%1$s', 1, 'alice', '[{"sku": "%2$s", "quantity": 2}]', 1, 'EUR', 'CONFIRMED',
              now(), now(), '[{"version": 1, "status": "PENDING", "eventId": "%3$s"},
                              {"version": 2, "status": "CONFIRMED", "eventId": "%4$s"}]');
          insert into idempotency_keys values ('alice', '%1$s', '', '%1$s', now());
          """
              .formatted(id, sku, created, settled));
    }

    void reserve(Shop shop, String status) throws SQLException {
      shop.inInventory(
          """
          insert into stock_item values ('%2$s', 'Item', 1, 'EUR', 8, 2, true, 1, 0);
          insert into stock_adjustment (sku, delta, reason, available, adjusted_at)
              values ('%2$s', 10, 'delivery', 10, now());
          insert into reservation values
              ('%1$s', '%3$s', '[{"sku": "%2$s", "quantity": 2}]', '[]', now(), null, 0)
          """
              .formatted(id, sku, status));
    }

    private void publish(Shop shop) throws Exception {
      shop.publish(Topics.ORDER_EVENTS, id, 1, created);
      shop.publish(Topics.RESERVATION_EVENTS, id, 1, UUID.randomUUID());
      shop.publish(Topics.ORDER_EVENTS, id, 2, settled);
    }

    private void mail(Shop shop) throws SQLException {
      for (UUID event : List.of(created, settled)) {
        shop.mailServer.take(event);
        shop.inNotifications(
            """
            insert into mails (id, order_id, order_version, kind, recipient, content,
                correlation_id, status, created_at, sent_at)
            values ('%s', '%s', %d, '%s', 'a@b.c', '{}', 'c', 'SENT', now(), now())
            """
                .formatted(
                    event,
                    id,
                    event.equals(created) ? 1 : 2,
                    event.equals(created) ? "RECEIVED" : "CONFIRMED"));
      }
    }
  }
}
