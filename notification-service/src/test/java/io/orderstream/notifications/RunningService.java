package io.orderstream.notifications;

import io.orderstream.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * The whole service on real servers; all tests share one, and own their orders. Nothing but an
 * event wakes the workers.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"mails.poll-interval=1h", "messaging.retention.interval=1s"})
@Import({RealServers.class, MailServerForTests.class, Callers.class})
public @interface RunningService {}
