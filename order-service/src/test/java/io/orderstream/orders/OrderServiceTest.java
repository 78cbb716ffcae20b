package io.orderstream.orders;

import io.orderstream.testing.RealServers;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** Runs a test against the whole service, on a port of its own, with a real database and broker. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "messaging.retention.interval=1s",
      "orders.streams.heartbeat=500ms",
      "orders.streams.max-open=" + OrderServiceTest.MAX_STREAMS,
      "orders.streams.max-open-per-customer=" + OrderServiceTest.MAX_STREAMS_PER_CUSTOMER
    })
@Import({RealServers.class, Storefront.class, Inventory.class, OrderTopic.class})
@Retention(RetentionPolicy.RUNTIME)
@interface OrderServiceTest {

  int MAX_STREAMS = 10;
  int MAX_STREAMS_PER_CUSTOMER = 3;
}
