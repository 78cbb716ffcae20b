package io.orderstream.orders.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.Reach;
import io.orderstream.testing.Servers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

class OrderTopicTailTest {

  private final Map<String, Object> server =
      Map.of("bootstrap.servers", Servers.current().bootstrapServers());
  private final Admin admin = Admin.create(server);
  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(server, new StringSerializer(), new StringSerializer());

  private final String topic = "test-" + UUID.randomUUID();
  private final Queue<Consumer<UUID, byte[]>> consumers = new ArrayDeque<>();
  private final FindingOrders finding = mock();
  private final OrderFollowers followers = new OrderFollowers(finding);
  private final OrderTopicTail tail =
      new OrderTopicTail(topic, this::nextConsumer, new WakeUps(followers, finding));
  private final List<OrderId> told = new CopyOnWriteArrayList<>();

  OrderTopicTailTest() {
    when(finding.find(any(), any())).thenAnswer(call -> order(call.getArgument(0)));
    when(finding.findAll(any())).thenAnswer(call -> orders(call.getArgument(0)));
  }

  @AfterEach
  void stops() {
    tail.stop();
    producer.close();
    admin.close();
  }

  @Test
  void asksOnceForAllWhoAreFollowedAndForNobodyElse() {
    createTopic();
    startAndAwaitPositions();
    List<OrderId> followed = List.of(follow(), follow(), follow());
    clearInvocations(finding);

    for (int i = 0; i < 100; i++) {
      publish(new OrderId(UUID.randomUUID()));
    }
    followed.forEach(this::publish);
    producer.flush();

    await().until(() -> told.containsAll(followed));
    List<Collection<OrderId>> queries = queries();
    assertThat(queries).hasSizeLessThanOrEqualTo(followed.size());
    assertThat(queries.stream().flatMap(Collection::stream))
        .containsExactlyInAnyOrderElementsOf(followed);
  }

  @Test
  void asksNothingWhileNobodyFollows() {
    createTopic();
    startAndAwaitPositions();
    clearInvocations(finding);

    publish(new OrderId(UUID.randomUUID()));
    OrderId followed = follow();
    publish(followed);

    await().until(() -> told.contains(followed));
    assertThat(queries()).containsExactly(List.of(followed));
  }

  @Test
  void waitsForATopicThatIsNotThereYetAndThenWakesEverybody() {
    tail.start();
    List<OrderId> followed = IntStream.range(0, 1_200).mapToObj(_ -> follow()).toList();

    createTopic();

    await().untilAsserted(() -> assertThat(told).containsExactlyInAnyOrderElementsOf(followed));
    publish(followed.getFirst());
    await().until(() -> told.size() == followed.size() + 1);
  }

  @Test
  void goesOnWithATopicThatWasMadeAnew() throws Exception {
    createTopic();
    startAndAwaitPositions();
    OrderId followed = follow();
    for (int i = 0; i < 3; i++) {
      publish(followed);
    }
    producer.flush();
    await().until(() -> told.contains(followed));

    admin.deleteTopics(List.of(topic)).all().get();
    await().until(() -> !admin.listTopics().names().get().contains(topic));
    told.clear();
    createTopic();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              publish(followed);
              return told.contains(followed);
            });
  }

  @Test
  void beginsAgainWhateverKafkaComplainsAbout() {
    createTopic();
    Consumer<UUID, byte[]> unanswered = consumer();
    doThrow(new TimeoutException("nobody answers")).when(unanswered).partitionsFor(topic);
    Consumer<UUID, byte[]> lost = consumer();
    doThrow(new OffsetOutOfRangeException(Map.of(new TopicPartition(topic, 0), 7L)))
        .when(lost)
        .poll(any());
    consumers.addAll(List.of(unanswered, lost));

    tail.start();
    OrderId followed = follow();

    await().until(() -> told.contains(followed));
    verify(unanswered).close();
    await().untilAsserted(() -> verify(lost).close());
    told.clear();
    await().until(() -> told.contains(followed));
    publish(followed);
    await().until(() -> told.size() == 2);
  }

  @Test
  void tellsWhatChangedWhenTheDatabaseAnswersAgain() {
    createTopic();
    startAndAwaitPositions();
    OrderId followed = follow();
    doThrow(new DataAccessResourceFailureException("away"))
        .doThrow(new QueryTimeoutException("busy"))
        .doAnswer(call -> orders(call.getArgument(0)))
        .when(finding)
        .findAll(any());

    publish(followed);

    await().until(() -> told.contains(followed));
  }

  @Test
  void tellsTheOthersWhenOneFollowerFails() {
    createTopic();
    startAndAwaitPositions();
    OrderId id = new OrderId(UUID.randomUUID());
    followers.follow(id, Reach.everybody(), OrderTopicTailTest::fail);
    followers.follow(id, Reach.everybody(), order -> told.add(order.id()));

    publish(id);

    await().until(() -> told.contains(id));
  }

  private Consumer<UUID, byte[]> nextConsumer() {
    Consumer<UUID, byte[]> next = consumers.poll();
    return next != null ? next : consumer();
  }

  private Consumer<UUID, byte[]> consumer() {
    return spy(
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                Servers.current().bootstrapServers(),
                "auto.offset.reset",
                "none",
                "allow.auto.create.topics",
                false),
            new UUIDDeserializer(),
            new ByteArrayDeserializer()));
  }

  private void createTopic() {
    try {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    } catch (Exception e) {
      throw new KafkaException(e);
    }
  }

  /** Whoever follows from the start is told when the tail listens. */
  private void startAndAwaitPositions() {
    OrderId first = new OrderId(UUID.randomUUID());
    try (var _ = followers.follow(first, Reach.everybody(), order -> told.add(order.id()))) {
      tail.start();
      await().until(() -> told.contains(first));
    }
    told.clear();
  }

  private OrderId follow() {
    OrderId id = new OrderId(UUID.randomUUID());
    followers.follow(id, Reach.everybody(), order -> told.add(order.id()));
    return id;
  }

  private void publish(OrderId id) {
    var _ = producer.send(new ProducerRecord<>(topic, id.toString(), "{}"));
  }

  @SuppressWarnings("unchecked")
  private List<Collection<OrderId>> queries() {
    var ids = ArgumentCaptor.forClass(Collection.class);
    verify(finding, atLeastOnce()).findAll(ids.capture());
    return (List<Collection<OrderId>>) (List<?>) ids.getAllValues();
  }

  private static void fail(Order order) {
    throw new IllegalStateException("a follower that fails");
  }

  private static List<Order> orders(Collection<OrderId> ids) {
    return ids.stream().map(OrderTopicTailTest::order).toList();
  }

  private static Order order(OrderId id) {
    Order order = mock();
    when(order.id()).thenReturn(id);
    return order;
  }
}
