package io.orderstream.testing;

import static org.awaitility.Awaitility.await;

import io.orderstream.testing.ApiDocument.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to the operators' API that every consumer has, such that each gets the answer that a
 * test wants to see of it.
 */
public final class OperatorCalls {

  /** Under which the API is. */
  public static final String CONSUMERS = "/api/v1/consumers/";

  private static final String OPERATOR = Tokens.of("ops", "ops");
  private static final String SHOPPER = Tokens.of("mallory", "orders", "orders:any", "items");

  private final String address;
  private final String group;
  private final String topic;
  private final @Nullable String rebuildable;
  private final String letter;
  private final String discarded;
  private final String replay;
  private final String rebuild;

  /**
   * @param address of the service, without a path
   * @param group a consumer of the service
   * @param topic what it reads, handling each event once
   * @param rebuildable what it can read again; null if there is none
   */
  public OperatorCalls(String address, String group, String topic, @Nullable String rebuildable) {
    this.address = address;
    this.group = group;
    this.topic = topic;
    this.rebuildable = rebuildable;
    this.letter = deadLetter();
    this.discarded = deadLetter();
    send(post("/dead-letters/" + discarded + "/discard", "{\"reason\":\"a test\"}"));
    this.replay = started("/dead-letters/replays", "{\"filter\":{\"topic\":\"none\"}}");
    this.rebuild = rebuildable == null ? UUID.randomUUID().toString() : finishedRebuild();
  }

  /** Whether an answer of the API's description can be had of this consumer. */
  public boolean canGive(Answer answer) {
    return rebuildable != null || answer.status() >= 300 || !answer.path().contains("/rebuilds");
  }

  /** A request that gets the answer. */
  public HttpRequest.Builder request(Answer answer) {
    HttpRequest.Builder good = good(answer);
    return switch (answer.status()) {
      case 200, 202 -> good;
      case 400 -> malformed(answer);
      case 401 -> good.setHeader("Authorization", "Bearer nonsense");
      case 403 -> good.setHeader("Authorization", "Bearer " + SHOPPER);
      case 404 ->
          HttpRequest.newBuilder(good.build(), (name, value) -> true)
              .uri(URI.create(good.build().uri().toString().replace(group, "nobody")));
      case 406 -> good.setHeader("Accept", "text/csv");
      case 409 -> conflict(answer);
      case 415 -> good.setHeader("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b"));
      case 422 ->
          good.POST(
              BodyPublishers.ofString(
                  answer.path().endsWith("/replays") ? "{\"perSecond\":0}" : "{}"));
      default -> throw new IllegalArgumentException("how to get " + answer);
    };
  }

  private HttpRequest.Builder good(Answer answer) {
    String path = answer.path().substring((CONSUMERS + "{group}").length());
    return switch (answer.method() + " " + path) {
      case "POST /dead-letters/{id}/discard" ->
          post(path.replace("{id}", deadLetter()), "{\"reason\":\"a test\"}");
      case "POST /dead-letters/{id}/replay" -> post(path.replace("{id}", letter), "{}");
      case "POST /dead-letters/replays" -> post(path, "{\"filter\":{\"topic\":\"none\"}}");
      case "GET /dead-letters/replays/{replay}" -> get(path.replace("{replay}", replay));
      case "POST /rebuilds" -> post(path, topicToRebuild());
      case "GET /rebuilds/{id}" -> get(path.replace("{id}", rebuild));
      default -> get(path.replace("{id}", letter));
    };
  }

  private HttpRequest.Builder malformed(Answer answer) {
    String path = answer.path().substring((CONSUMERS + "{group}").length());
    if (path.contains("{")) {
      String broken = path.replaceAll("\\{\\w+}", "1234");
      return answer.method().equals("GET") ? get(broken) : post(broken, "{}");
    }
    return answer.method().equals("GET") ? get(path + "?limit=0") : post(path, "{");
  }

  private HttpRequest.Builder conflict(Answer answer) {
    String path = answer.path().substring((CONSUMERS + "{group}").length());
    return path.equals("/rebuilds")
        ? post(path, "{\"topic\":\"%s\"}".formatted(topic))
        : post(
            path.replace("{id}", discarded),
            path.endsWith("/discard") ? "{\"reason\":\"a test\"}" : "{}");
  }

  private String topicToRebuild() {
    return "{\"topic\":\"%s\"}".formatted(rebuildable == null ? topic : rebuildable);
  }

  /** A rebuild that is over: there is one at a time. */
  private String finishedRebuild() {
    String id = started("/rebuilds", topicToRebuild());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json(get("/rebuilds/" + id)).path("status").asString("").equals("FINISHED"));
    return id;
  }

  private String started(String path, String body) {
    return json(post(path, body)).path("id").asString("");
  }

  /** Has the consumer fail over a record. */
  private String deadLetter() {
    String key = "poison-" + UUID.randomUUID();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  key.getBytes(StandardCharsets.UTF_8),
                  "no event".getBytes(StandardCharsets.UTF_8)))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> find(key), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> find(String key) {
    return json(get("/dead-letters"))
        .path("data")
        .valueStream()
        .filter(one -> one.path("key").asString("").equals(key))
        .map(one -> one.path("id").asString(""))
        .findFirst();
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(address + CONSUMERS + group + path))
        .header("Authorization", "Bearer " + OPERATOR);
  }

  private HttpRequest.Builder post(String path, String body) {
    return get(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
  }

  private static JsonNode json(HttpRequest.Builder request) {
    return JsonMapper.shared().readTree(send(request).body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
