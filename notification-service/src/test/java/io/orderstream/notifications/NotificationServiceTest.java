package io.orderstream.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.Money;
import io.orderstream.contracts.Schemas;
import io.orderstream.contracts.Topics;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.notifications.domain.MailStatus;
import io.orderstream.notifications.domain.Mails;
import io.orderstream.notifications.domain.Notification;
import io.orderstream.notifications.sending.ScriptedSmtpServer;
import io.orderstream.testing.Servers;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** The whole service: events in from Kafka, mails out over SMTP, and what it says of them. */
@RunningService
class NotificationServiceTest {

  private static final Producer<String, String> PRODUCER =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
          new StringSerializer(),
          new StringSerializer());

  private final CloudEvents cloudEvents = new CloudEvents();

  @Autowired Mails mails;
  @Autowired ScriptedSmtpServer smtp;
  @Autowired Callers callers;

  @AfterAll
  static void close() {
    PRODUCER.close();
  }

  @BeforeEach
  void allIsWell() {
    smtp.replies(_ -> null);
  }

  @Test
  void mailsTheCustomerWhatHappensToTheOrder() throws Exception {
    OrderSnapshot order = order("ada@example.org");
    UUID received = publish(created(order));
    UUID confirmed = publish(confirmed(order));

    await().until(() -> sentAbout(order).size() == 2);

    assertThat(mailsTo("ada@example.org", order))
        .extracting(MimeMessage::getMessageID)
        .containsExactly(
            "<" + received + "@orderstream.localhost>",
            "<" + confirmed + "@orderstream.localhost>");
    assertThat(mailsTo("ada@example.org", order))
        .allSatisfy(
            mail -> assertThat(mail.getHeader("X-Correlation-Id")).containsExactly("tour-1"));
    callers
        .supportDesk()
        .get()
        .uri("/api/v1/orders/{id}/notifications", order.id())
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody()
        .jsonPath("$.data.length()")
        .isEqualTo(2)
        .jsonPath("$.data[0].kind")
        .isEqualTo("RECEIVED")
        .jsonPath("$.data[1].kind")
        .isEqualTo("CONFIRMED")
        .jsonPath("$.data[1].status")
        .isEqualTo("SENT")
        .jsonPath("$.data[1].recipient")
        .isEqualTo("ada@example.org")
        .jsonPath("$.data[1].attempts")
        .isEqualTo(1)
        .jsonPath("$.data[1].createdAt")
        .exists()
        .jsonPath("$.data[1].sentAt")
        .exists()
        .jsonPath("$.data[1].lastError")
        .doesNotExist();
  }

  @Test
  void mailsOnceHoweverOftenAnEventIsDelivered() throws Exception {
    OrderSnapshot order = order("bob@example.org");
    Event received = created(order);
    publish(received);
    publish(received);
    await().until(() -> sentAbout(order).size() == 1);
    publish(received);
    publish(confirmed(order));

    await().until(() -> sentAbout(order).size() == 2);

    assertThat(mailsTo("bob@example.org", order)).hasSize(2);
  }

  @Test
  void tellsThatACustomerWithoutAddressGotNoMail() {
    OrderSnapshot order = order(null);
    publish(created(order));

    await().until(() -> !mails.about(order.id()).isEmpty());

    callers
        .supportDesk()
        .get()
        .uri("/api/v1/orders/{id}/notifications", order.id())
        .exchange()
        .expectBody()
        .json(
            """
            {"data": [{"kind": "RECEIVED", "status": "SKIPPED", "attempts": 0}]}
            """)
        .jsonPath("$.data[0].recipient")
        .doesNotExist();
  }

  @Test
  void consumesOnWhileTheMailServerIsSlow() {
    CountDownLatch slow = new CountDownLatch(1);
    smtp.replies(
        _ -> {
          awaitQuietly(slow);
          return null;
        });
    try {
      List<OrderSnapshot> orders =
          IntStream.range(0, 40).mapToObj(i -> order("slow" + i + "@example.org")).toList();
      orders.forEach(order -> publish(created(order)));

      await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> orders.stream().allMatch(order -> mails.about(order.id()).size() == 1));
      assertThat(orders).allMatch(order -> sentAbout(order).isEmpty());
      slow.countDown();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> orders.stream().allMatch(order -> sentAbout(order).size() == 1));
    } finally {
      slow.countDown();
    }
  }

  private List<Notification> sentAbout(OrderSnapshot order) {
    return mails.about(order.id()).stream()
        .filter(mail -> mail.status() == MailStatus.SENT)
        .toList();
  }

  private List<MimeMessage> mailsTo(String recipient, OrderSnapshot order) {
    return smtp.mails().stream().filter(mail -> isAbout(mail, recipient, order)).toList();
  }

  private static boolean isAbout(MimeMessage mail, String recipient, OrderSnapshot order) {
    try {
      return mail.getHeader("To")[0].equals(recipient)
          && mail.getSubject().contains(order.id().toString());
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static OrderSnapshot order(@Nullable String email) {
    Money price = new Money("12.50", "EUR");
    return new OrderSnapshot(
        UUID.randomUUID(),
        "customer-1",
        email,
        List.of(new OrderSnapshot.Line("MUG-01", "Mug", 1, price, price)),
        price,
        Instant.parse("2026-03-09T14:05:09Z"));
  }

  private static Event created(OrderSnapshot order) {
    return Event.of(order, 1, OrderCreated.TYPE, new OrderCreated(order));
  }

  private static Event confirmed(OrderSnapshot order) {
    return Event.of(order, 2, OrderConfirmed.TYPE, new OrderConfirmed(order, order.placedAt()));
  }

  private UUID publish(Event event) {
    var published =
        PRODUCER.send(
            new ProducerRecord<>(
                Topics.ORDER_EVENTS.name(),
                event.metadata.subject(),
                cloudEvents.write(event.metadata, Schemas.of(event.metadata.type()), event.data)));
    assertThat(published).succeedsWithin(Duration.ofSeconds(30));
    return event.metadata.id();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Event(EventMetadata metadata, Object data) {

    private static Event of(OrderSnapshot order, long version, String type, Object data) {
      return new Event(
          new EventMetadata(
              UUID.randomUUID(),
              "/order-service",
              type,
              order.id().toString(),
              order.placedAt(),
              "tour-1",
              null,
              version,
              null),
          data);
    }
  }
}
