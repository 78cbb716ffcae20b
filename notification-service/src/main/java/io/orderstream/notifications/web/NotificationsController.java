package io.orderstream.notifications.web;

import io.orderstream.access.Caller;
import io.orderstream.access.Scopes;
import io.orderstream.notifications.domain.Mails;
import io.orderstream.notifications.domain.Notification;
import io.orderstream.notifications.domain.OrderNotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications", description = "What customers were told about their orders")
class NotificationsController {

  private final Mails mails;

  NotificationsController(Mails mails) {
    this.mails = mails;
  }

  @GetMapping(
      path = "/api/v1/orders/{orderId}/notifications",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listNotifications",
      summary = "The mails about an order, oldest first",
      description =
          "Orders become known here by their events, a moment after they are placed. Customers see"
              + " their own.")
  @ApiResponse(responseCode = "200", description = "What was sent, when, and with what result")
  @ApiResponse(
      responseCode = "404",
      description = "There is no such order, or it is not known here yet")
  NotificationsResponse notifications(
      @Parameter(example = "0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b") @PathVariable UUID orderId,
      @Parameter(hidden = true) Caller caller) {
    List<Notification> notifications =
        caller.may(Scopes.ORDERS_ANY)
            ? mails.about(orderId)
            : mails.about(orderId, caller.subject());
    if (notifications.isEmpty()) {
      throw OrderNotFound.withId(orderId);
    }
    return NotificationsResponse.of(notifications);
  }
}
