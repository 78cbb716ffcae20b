package io.orderstream.notifications;

import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class NotificationServiceApplication {

  static void main(String[] args) {
    // otherwise looked up in all jars for every part of every mail
    System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
    SpringApplication.run(NotificationServiceApplication.class, args);
  }
}
