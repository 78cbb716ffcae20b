package io.orderstream.requestresponse.notifications;

import io.orderstream.access.Caller;
import io.orderstream.access.Scopes;
import io.orderstream.requestresponse.api.NotifyCustomer;
import io.orderstream.requestresponse.notifications.Mails.Notification;
import io.orderstream.requestresponse.web.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotificationController {

  private final NotifyingCustomers notifying;
  private final Mails mails;

  NotificationController(NotifyingCustomers notifying, Mails mails) {
    this.notifying = notifying;
    this.mails = mails;
  }

  /** For the chain's order service only: the gateway has no route to it. */
  @PostMapping("/notifications")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void tell(@RequestBody NotifyCustomer request) {
    notifying.tell(request);
  }

  @GetMapping(
      path = "/api/v1/orders/{orderId}/notifications",
      produces = MediaType.APPLICATION_JSON_VALUE)
  Notifications about(Caller caller, @PathVariable UUID orderId) {
    List<Notification> found =
        mails.about(orderId, caller.may(Scopes.ORDERS_ANY) ? null : caller.subject());
    if (found.isEmpty()) {
      throw Problem.of(
          HttpStatus.NOT_FOUND,
          "order-not-found",
          "There is no order " + orderId + " for the caller to see");
    }
    return new Notifications(found);
  }

  /** As the product shows them. */
  record Notifications(List<Notification> data) {}
}
