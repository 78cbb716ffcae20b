package io.orderstream.notifications.retention;

import io.orderstream.messaging.retention.ExpiringRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

  @Bean
  ExpiringRows expiringMails(MailRetention settings) {
    return new ExpiringRows("mails", "created_at", "status <> 'PENDING'", settings.kept());
  }
}
