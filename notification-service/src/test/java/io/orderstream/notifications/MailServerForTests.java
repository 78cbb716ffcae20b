package io.orderstream.notifications;

import io.orderstream.notifications.sending.ScriptedSmtpServer;
import java.io.IOException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Has the service send its mails to a server that does what a test says. */
@TestConfiguration(proxyBeanMethods = false)
class MailServerForTests {

  @Bean(destroyMethod = "close")
  ScriptedSmtpServer smtp() throws IOException {
    return new ScriptedSmtpServer();
  }

  @Bean
  DynamicPropertyRegistrar mailServer(ScriptedSmtpServer smtp) {
    return properties -> properties.add("spring.mail.port", smtp::port);
  }
}
