package io.orderstream.messaging.consuming;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.messaging.MessagingProperties;
import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.messaging.publishing.Recorded;
import io.orderstream.testing.Servers;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

class EventConsumersTest {

  private static final MessagingProperties.Consumer SETTINGS =
      new MessagingProperties.Consumer(1, 10, Duration.ZERO, 1, Duration.ofSeconds(1));

  @Test
  void consumesOnceKafkaIsThereHoweverLongItWasAway() throws Exception {
    AtomicBoolean kafkaIsUp = new AtomicBoolean();
    AtomicInteger declarations = new AtomicInteger();
    AtomicInteger handled = new AtomicInteger();
    String nobody = "127.0.0.1:" + freePort();
    try (Recorded topic = Recorded.newTopic(1);
        StaticApplicationContext context = new StaticApplicationContext();
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic.topic(), "waiting")).get();
      context.registerBean(
          "declared",
          org.apache.kafka.clients.admin.NewTopic.class,
          () -> TopicBuilder.name(topic.topic() + "-declared").partitions(1).build());
      context.refresh();
      ConsumerContainers containers =
          new ConsumerContainers(
              new DefaultKafkaConsumerFactory<>(
                  Map.of(
                      "bootstrap.servers",
                      Servers.current().bootstrapServers(),
                      "auto.offset.reset",
                      "earliest"),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer()),
              SETTINGS);
      EventConsumers consumers =
          new EventConsumers(
              List.of(
                  containers.of(
                      subscription(topic.topic()),
                      records -> handled.addAndGet(records.size()),
                      List.of())),
              admin(
                  context,
                  () -> {
                    declarations.incrementAndGet();
                    return kafkaIsUp.get()
                        ? String.join(",", Servers.current().bootstrapServers())
                        : nobody;
                  }));
      consumers.start();
      try {
        await().atMost(Duration.ofSeconds(30)).until(() -> declarations.get() > 2);
        kafkaIsUp.set(true);

        await().atMost(Duration.ofSeconds(30)).until(() -> handled.get() == 1);
      } finally {
        consumers.stop();
      }
    }
  }

  @Test
  void refusesTwoSubscriptionsThatWouldShareTheirPartitions() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new EventHandlers(
                    List.of(handler(subscription("bees")), handler(subscription("bees")))))
        .withMessageContaining("bees");
  }

  private static KafkaAdmin admin(
      StaticApplicationContext context, java.util.function.Supplier<String> servers) {
    KafkaAdmin admin =
        new KafkaAdmin(Map.of("request.timeout.ms", 500, "default.api.timeout.ms", 1000));
    admin.setBootstrapServersSupplier(servers);
    admin.setOperationTimeout(1);
    admin.setAutoCreate(false);
    admin.setApplicationContext(context);
    admin.afterSingletonsInstantiated();
    return admin;
  }

  private static EventHandler handler(EventSubscription subscription) {
    JdbcTemplate jdbc = new JdbcTemplate();
    return new EventHandler(
        subscription,
        new CloudEvents(),
        new Inbox(jdbc, Clock.systemUTC()),
        new EventScopes() {
          @Override
          public Scope open(EventMetadata event) {
            return () -> {};
          }

          @Override
          public String traceparent() {
            return null;
          }
        },
        new SimpleMeterRegistry());
  }

  private static EventSubscription subscription(String topic) {
    return EventSubscription.to(topic)
        .as("hive")
        .on("landed.v1", Object.class, event -> {})
        .build();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
