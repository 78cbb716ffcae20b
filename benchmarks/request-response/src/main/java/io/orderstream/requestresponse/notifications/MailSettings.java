package io.orderstream.requestresponse.notifications;

import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How mails are sent.
 *
 * @param from the sender that customers see; its name signs the mails
 */
@Validated
@ConfigurationProperties("notifications")
record MailSettings(@NotNull InternetAddress from) {}
