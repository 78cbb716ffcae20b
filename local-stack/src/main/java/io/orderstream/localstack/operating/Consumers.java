package io.orderstream.localstack.operating;

import io.orderstream.localstack.http.HttpJson;
import io.orderstream.localstack.http.HttpJson.Answer;
import io.orderstream.localstack.processes.StackFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The operators' API of the consumers, as the gateway offers it. */
public final class Consumers implements AutoCloseable {

  /** All of the platform. */
  public static final List<String> NAMES =
      List.of("order-service", "inventory-service", "notification-service");

  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;
  private static final String SEE_WHAT_RUNS =
      "See what runs: ./stack status; and what it printed: ./stack logs";
  private static final int PAGE = 100;

  private final HttpJson gateway;

  /**
   * @param token with the scope {@code ops}
   */
  public Consumers(int gatewayPort, String token) {
    this.gateway = new HttpJson(gatewayPort, "Authorization", "Bearer " + token);
  }

  /** A dead letter and whose it is. */
  public record Letter(String consumer, JsonNode json) {

    public String text(String field) {
      return json.path(field).asString("");
    }
  }

  /**
   * Dead letters of a consumer, newest first.
   *
   * @param filter parameters of the query; those without a value are left out
   * @param limit the most there can be
   */
  public List<Letter> deadLetters(String consumer, Map<String, String> filter, int limit) {
    var query =
        filter.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> "&" + parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining());
    var first = deadLetters(consumer) + "?limit=" + Math.min(limit, PAGE) + query;
    var letters = new ArrayList<Letter>();
    var path = first;
    while (!path.isEmpty() && letters.size() < limit) {
      var page = success(gateway.get(path));
      page.path("data").forEach(letter -> letters.add(new Letter(consumer, letter)));
      var next = page.path("nextCursor").asString("");
      path = next.isEmpty() ? "" : first + "&after=" + next;
    }
    return letters.subList(0, Math.min(limit, letters.size()));
  }

  /** Everything about a dead letter, whichever consumer has it. */
  public Letter find(String id) {
    var silent = new ArrayList<String>();
    for (var consumer : NAMES) {
      var answer = gateway.get(deadLetters(consumer) + "/" + encoded(id));
      if (answer.status() >= SERVER_ERROR) {
        silent.add(consumer);
      } else if (answer.status() != NOT_FOUND) {
        return new Letter(consumer, success(answer));
      }
    }
    throw silent.isEmpty()
        ? new StackFailure(
            "There is no dead letter %s.".formatted(id), "List them: ./stack dead-letters list")
        : new StackFailure(
            "No consumer that answers has a dead letter %s, and %s did not answer."
                .formatted(id, String.join(" and ", silent)),
            SEE_WHAT_RUNS);
  }

  /**
   * Does something with each of several consumers, also where it fails with another.
   *
   * @throws StackFailure in the end, if it failed with any
   */
  public static void withEach(List<String> names, Consumer<String> action) {
    var failures = new LinkedHashMap<String, StackFailure>();
    for (var name : names) {
      try {
        action.accept(name);
      } catch (StackFailure e) {
        failures.put(name, e);
      }
    }
    if (!failures.isEmpty()) {
      throw new StackFailure(
          failures.entrySet().stream()
              .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
              .collect(Collectors.joining("\n  ")),
          failures.firstEntry().getValue().wayOut());
    }
  }

  /** Delivers one to its consumer again; what came of it. */
  public JsonNode replay(Letter letter, String id, boolean force) {
    return success(
        gateway.post(deadLetters(letter.consumer) + "/" + id + "/replay", json("force", force)));
  }

  public JsonNode discard(Letter letter, String id, String reason) {
    return success(
        gateway.post(deadLetters(letter.consumer) + "/" + id + "/discard", json("reason", reason)));
  }

  /** Begins a replay of all that match. */
  public JsonNode replayMany(String consumer, Map<String, String> filter, int perSecond) {
    var request = JsonMapper.shared().createObjectNode().put("perSecond", perSecond);
    var criteria = request.putObject("filter");
    filter.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            criteria.put(name, value);
          }
        });
    return success(gateway.post(deadLetters(consumer) + "/replays", request));
  }

  /** How far a replay is. */
  public JsonNode replayOfMany(String consumer, String id) {
    return success(gateway.get(deadLetters(consumer) + "/replays/" + id));
  }

  /** Has a consumer read a topic again from its beginning. */
  public JsonNode rebuild(String consumer, String topic) {
    return success(gateway.post(consumer(consumer) + "/rebuilds", json("topic", topic)));
  }

  /** How far a rebuild is. */
  public JsonNode rebuildOf(String consumer, String id) {
    return success(gateway.get(consumer(consumer) + "/rebuilds/" + id));
  }

  private static String deadLetters(String consumer) {
    return consumer(consumer) + "/dead-letters";
  }

  private static String consumer(String name) {
    if (!NAMES.contains(name)) {
      throw new StackFailure(
          "There is no consumer \"%s\".".formatted(name),
          "Choose one of %s.".formatted(String.join(", ", NAMES)));
    }
    return "/api/v1/consumers/" + name;
  }

  private static ObjectNode json(String field, boolean value) {
    return JsonMapper.shared().createObjectNode().put(field, value);
  }

  private static ObjectNode json(String field, String value) {
    return JsonMapper.shared().createObjectNode().put(field, value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode success(Answer answer) {
    if (answer.isSuccess()) {
      return answer.body();
    }
    var wrong =
        answer
            .body()
            .path("errors")
            .valueStream()
            .map(
                error ->
                    error.path("pointer").asString(error.path("parameter").asString(""))
                        + " "
                        + error.path("detail").asString(""))
            .collect(Collectors.joining("; "));
    throw new StackFailure(
        answer.problem() + (wrong.isEmpty() ? "" : ": " + wrong) + ".",
        answer.status() < SERVER_ERROR ? "What can be done is in docs/events.md." : SEE_WHAT_RUNS);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
