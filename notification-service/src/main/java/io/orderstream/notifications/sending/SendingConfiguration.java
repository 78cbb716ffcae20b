package io.orderstream.notifications.sending;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.notifications.domain.Mails;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the sender together. */
@Configuration(proxyBeanMethods = false)
class SendingConfiguration {

  @Bean
  MailWorkers mailWorkers(
      Mails mails,
      SendingProperties settings,
      JavaMailSenderImpl smtp,
      PlatformTransactionManager transactions,
      Clock clock,
      MeterRegistry meters) {
    return new MailWorkers(
        new SendingMails(
            mails,
            new MailComposer(settings.from(), clock),
            settings,
            new TransactionTemplate(transactions),
            clock,
            meters),
        new MailServer(smtp),
        settings);
  }

  @Bean
  MailGauges mailGauges(Mails mails, Clock clock) {
    return new MailGauges(mails, clock);
  }
}
