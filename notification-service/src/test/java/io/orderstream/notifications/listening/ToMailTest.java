package io.orderstream.notifications.listening;

import static io.orderstream.notifications.domain.SampleMails.euros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Samples;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderRejected;
import io.orderstream.messaging.consuming.ReceivedEvent;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.notifications.domain.Mail;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.OrderSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the published samples, so that no change of a contract escapes this service. */
class ToMailTest {

  private final CloudEvents cloudEvents = new CloudEvents();

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of(OrderCreated.TYPE, OrderCreated.class, MailKind.RECEIVED),
        Arguments.of(OrderConfirmed.TYPE, OrderConfirmed.class, MailKind.CONFIRMED),
        Arguments.of(OrderRejected.TYPE, OrderRejected.class, MailKind.REJECTED),
        Arguments.of(OrderCancelled.TYPE, OrderCancelled.class, MailKind.CANCELLED));
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsEverySampleOfEveryEvent(String type, Class<?> data, MailKind kind) {
    for (String sample : Samples.of(type)) {
      ReceivedEvent<?> event = received(sample, data);

      Mail mail = ToMail.from(event);

      assertThat(mail.kind()).isEqualTo(kind);
      assertThat(mail.id()).isEqualTo(event.metadata().id());
      assertThat(mail.orderId()).hasToString(event.metadata().subject());
      assertThat(mail.orderVersion()).isEqualTo(event.metadata().aggregateVersion());
      assertThat(mail.correlationId()).isEqualTo(event.metadata().correlationId());
      assertThat(mail.order().lines()).isNotEmpty();
    }
  }

  @Test
  void takesOverWhatTheMailNeeds() {
    Mail mail =
        ToMail.from(received(Samples.of(OrderRejected.TYPE).getFirst(), OrderRejected.class));

    assertThat(mail)
        .isEqualTo(
            new Mail(
                UUID.fromString("019cae4d-541a-7240-90ad-b5311879147d"),
                UUID.fromString("019cae4d-53c6-74bf-8484-ff8409ee1846"),
                "customer-11873",
                2,
                MailKind.REJECTED,
                "l.moreau@example.org",
                new OrderSummary(
                    List.of(
                        new OrderSummary.Line(
                            "CHAIR-LOUNGE-GREY",
                            "Lounge chair, grey",
                            4,
                            euros("249.00"),
                            euros("996.00")),
                        new OrderSummary.Line(
                            "RUG-WOOL-160",
                            "Wool rug, 160 × 230 cm",
                            1,
                            euros("319.00"),
                            euros("319.00"))),
                    euros("1315.00"),
                    Instant.parse("2026-03-02T11:27:09.254178Z"),
                    List.of(
                        new OrderSummary.Shortage("Lounge chair, grey", false, 4, 3),
                        new OrderSummary.Shortage("Wool rug, 160 × 230 cm", true, 1, 0))),
                "storefront-9a41d7"));
  }

  @Test
  void hasNoRecipientWhereTheCustomerGaveNoAddress() {
    String sample = Samples.of(OrderCreated.TYPE).getLast();
    assertThat(sample).doesNotContain("email");

    assertThat(ToMail.from(received(sample, OrderCreated.class)).recipient()).isNull();
  }

  @Test
  void letsNoForeignCorrelationIdIntoTheHeaders() {
    String sample =
        Samples.of(OrderCreated.TYPE)
            .getFirst()
            .replaceFirst(
                "\"correlationid\": \"[^\"]+\"", "\"correlationid\": \"x\\\\r\\\\nBcc: eve\"");
    ReceivedEvent<?> event = received(sample, OrderCreated.class);
    assertThat(event.metadata().correlationId()).isEqualTo("x\r\nBcc: eve");

    assertThat(ToMail.from(event).correlationId()).matches("[A-Za-z0-9._-]+");
  }

  private ReceivedEvent<?> received(String event, Class<?> type) {
    CloudEvents.ReadEvent read = cloudEvents.read(event.getBytes(UTF_8));
    return new ReceivedEvent<>(read.metadata(), read.dataAs(type));
  }
}
