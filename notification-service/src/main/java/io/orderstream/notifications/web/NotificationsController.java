package io.orderstream.notifications.web;

import io.orderstream.notifications.domain.Mails;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications")
class NotificationsController {

  private final Mails mails;

  NotificationsController(Mails mails) {
    this.mails = mails;
  }

  @GetMapping("/api/v1/orders/{orderId}/notifications")
  @Operation(
      summary = "The mails about an order, oldest first",
      description =
          "Orders become known here by their events, shortly after they are placed: an order that"
              + " is not known, or not yet, has no notifications.")
  @ApiResponse(responseCode = "200", description = "What was sent, when, and with what result")
  @ApiResponse(
      responseCode = "400",
      description = "The order id is not a UUID",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = ProblemDetail.class)))
  NotificationsResponse notifications(@PathVariable UUID orderId) {
    return NotificationsResponse.of(mails.about(orderId));
  }
}
