package io.orderstream.notifications.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mails to try things with. */
public final class SampleMails {

  public static final String CUSTOMER = "ada";

  public static final OrderSummary ORDER =
      new OrderSummary(
          List.of(
              new OrderSummary.Line(
                  "MUG-01", "Mug “Søren” & friends", 2, euros("12.50"), euros("25.00")),
              new OrderSummary.Line(
                  "DESK-7", "Standing desk", 3, euros("1249.00"), euros("3747.00"))),
          euros("3772.00"),
          Instant.parse("2026-03-09T14:05:09Z"),
          List.of(
              new OrderSummary.Shortage("Standing desk", false, 3, 1),
              new OrderSummary.Shortage("Mug “Søren” & friends", false, 2, 0)));

  private SampleMails() {}

  public static Mail mail(@Nullable String recipient) {
    return mail(UUID.randomUUID(), 1, MailKind.RECEIVED, recipient);
  }

  public static Mail mail(
      UUID orderId, long orderVersion, MailKind kind, @Nullable String recipient) {
    return new Mail(
        UUID.randomUUID(),
        orderId,
        CUSTOMER,
        orderVersion,
        kind,
        recipient,
        ORDER,
        "correlation-1");
  }

  public static DueMail due(MailKind kind, String recipient) {
    return due(kind, recipient, ORDER);
  }

  public static DueMail due(MailKind kind, String recipient, OrderSummary order) {
    return new DueMail(
        UUID.fromString("0195a1b2-0000-7000-8000-00000000000a"),
        UUID.fromString("0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"),
        kind,
        recipient,
        order,
        "correlation-1",
        0,
        ORDER.placedAt());
  }

  public static Money euros(String amount) {
    return new Money(new BigDecimal(amount), Currency.getInstance("EUR"));
  }
}
