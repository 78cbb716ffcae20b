package io.orderstream.orders;

import io.orderstream.testing.RealServers;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** Runs a test against the whole service, on a port of its own, with a real database and broker. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({RealServers.class, Storefront.class, Inventory.class, OrderTopic.class})
@Retention(RetentionPolicy.RUNTIME)
@interface OrderServiceTest {}
