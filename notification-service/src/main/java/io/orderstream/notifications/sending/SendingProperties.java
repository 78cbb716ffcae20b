package io.orderstream.notifications.sending;

import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails are sent.
 *
 * @param from the sender that customers see, such as {@code Shop <orders@shop.example>}; its name
 *     signs the mails, and its domain ends their message ids
 * @param workers how many mails are sent at a time; each of them holds a database connection
 * @param pollInterval how often to look for due mails besides being woken for new ones
 * @param firstRetry the pause after a first failure; it doubles with every further one
 * @param longestPause the limit of that doubling
 * @param giveUpAfter how long the mail server may put a mail off before it counts as failed; the
 *     time in which no server answers at all is no reason to give up
 */
@Validated
@ConfigurationProperties("mails")
record SendingProperties(
    @NotNull InternetAddress from,
    @DefaultValue("4") @Min(1) @Max(32) int workers,
    @DefaultValue("1s") @DurationMin(millis = 10) Duration pollInterval,
    @DefaultValue("1s") @DurationMin(millis = 10) Duration firstRetry,
    @DefaultValue("5m") @DurationMin(millis = 10) Duration longestPause,
    @DefaultValue("3d") @DurationMin(minutes = 1) Duration giveUpAfter) {

  Backoff backoff() {
    return new Backoff(firstRetry, longestPause);
  }
}
