package io.orderstream.requestresponse.orders;

import io.orderstream.requestresponse.api.NotifyCustomer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The chain's notification service. */
@Component
class NotificationClient {

  private final ServiceCalls calls;

  NotificationClient(ServiceCalls.Factory calls, Services services) {
    this.calls = calls.of("notifications", services.notifications());
  }

  /**
   * Has the mails about a settled order sent.
   *
   * @throws ServiceUnavailable if it is not known whether they were
   */
  void send(NotifyCustomer news) {
    calls.call(
        http ->
            http.post()
                .uri("/notifications")
                .contentType(MediaType.APPLICATION_JSON)
                .body(news)
                .retrieve()
                .toBodilessEntity());
  }
}
