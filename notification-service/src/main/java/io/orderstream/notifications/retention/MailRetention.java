package io.orderstream.notifications.retention;

import io.orderstream.messaging.retention.Redelivery;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long mails can be looked up.
 *
 * @param kept from when a mail was stored; one that waits to be sent stays in any case. Longer than
 *     Kafka keeps the event that it tells of, for the mail is what tells that it was handled
 */
@ConfigurationProperties("mails.retention")
record MailRetention(@DefaultValue("90d") Duration kept) {

  MailRetention {
    Redelivery.requireOutlived("mails.retention.kept", kept);
  }
}
