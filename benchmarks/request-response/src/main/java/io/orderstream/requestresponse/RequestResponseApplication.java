package io.orderstream.requestresponse;

import io.orderstream.requestresponse.inventory.InventoryRole;
import io.orderstream.requestresponse.notifications.NotificationsRole;
import io.orderstream.requestresponse.orders.OrdersRole;
import io.orderstream.requestresponse.web.WebConfiguration;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Starts one of the three services: {@code --role=orders}, {@code inventory} or {@code
 * notifications}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({WebConfiguration.class, OrdersRole.class, InventoryRole.class, NotificationsRole.class})
public class RequestResponseApplication {

  public static void main(String[] args) {
    SpringApplication.run(RequestResponseApplication.class, args);
  }

  /** Milliseconds, so that a time reads the same before and after it was stored. */
  @Bean
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
