package io.orderstream.notifications.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.MailStatus;
import io.orderstream.notifications.domain.Notification;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mails about one order. */
@Schema(name = "NotificationList", requiredProperties = "data")
record NotificationsResponse(List<Item> data) {

  static NotificationsResponse of(List<Notification> notifications) {
    return new NotificationsResponse(notifications.stream().map(Item::of).toList());
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Notification",
      requiredProperties = {"kind", "status", "attempts", "createdAt"})
  record Item(
      MailKind kind,
      @Schema(
              example = "ada@example.org",
              description = "Absent where the customer gave no address")
          @Nullable String recipient,
      MailStatus status,
      @Schema(example = "1") int attempts,
      Instant createdAt,
      @Nullable Instant sentAt,
      @Schema(description = "Why the latest attempt failed") @Nullable String lastError) {

    private static Item of(Notification notification) {
      return new Item(
          notification.kind(),
          notification.recipient(),
          notification.status(),
          notification.attempts(),
          notification.createdAt(),
          notification.sentAt(),
          notification.lastError());
    }
  }
}
