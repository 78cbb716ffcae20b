package io.orderstream.localstack.demo;

import io.orderstream.localstack.http.HttpJson;
import io.orderstream.localstack.http.HttpJson.Answer;
import io.orderstream.localstack.processes.StackFailure;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop as its storefront's back end sees it: through the gateway, for any customer. */
public final class Shop implements AutoCloseable {

  private static final int UNKNOWN_SKU = 422;
  private static final String ITEMS = "/api/v1/items";
  private static final String ORDERS = "/api/v1/orders";

  private final HttpJson gateway;

  /**
   * The shop behind a gateway.
   *
   * @param token lets its bearer order for any customer
   */
  public Shop(int gatewayPort, String token) {
    this.gateway = new HttpJson(gatewayPort, "Authorization", "Bearer " + token);
  }

  /** Something to buy. */
  public record Item(String sku, String name, int available) {}

  /** An item and how many of it. */
  public record Line(Item item, int quantity) {

    @Override
    public String toString() {
      return quantity + " × " + item.name;
    }
  }

  /** An order as the shop shows it. */
  public record Order(String id, String status, List<String> refusals) {

    public boolean isSettled() {
      return !status.equals("PENDING");
    }
  }

  /** The whole catalogue, by sku. */
  public List<Item> items() {
    var items = new ArrayList<Item>();
    var path = ITEMS + "?limit=100";
    while (!path.isEmpty()) {
      var page = success(gateway.get(path)).body();
      page.path("data")
          .forEach(
              item ->
                  items.add(
                      new Item(
                          item.path("sku").asString(),
                          item.path("name").asString(),
                          item.path("available").asInt())));
      var next = page.path("nextCursor").asString("");
      path = next.isEmpty() ? "" : ITEMS + "?limit=100&after=" + next;
    }
    return items;
  }

  /**
   * Places an order. The order service learns of new items a moment after they appear: until then
   * it does not know their sku.
   *
   * @param key names the order: placed again under the same key, it is still one
   * @throws UnknownSku when it does not know one yet
   */
  public Order place(String key, String customer, String email, List<Line> lines) {
    var request = JsonMapper.shared().createObjectNode();
    request.put("customerId", customer).put("email", email);
    for (var line : lines) {
      request
          .withArray("lines")
          .addObject()
          .put("sku", line.item.sku)
          .put("quantity", line.quantity);
    }
    var answer = gateway.post(ORDERS, key, request);
    if (answer.status() == UNKNOWN_SKU) {
      throw new UnknownSku(answer.problem());
    }
    return order(success(answer).body());
  }

  /** The order as it is now. */
  public Order order(String id) {
    return order(success(gateway.get(ORDERS + "/" + id)).body());
  }

  @Override
  public void close() {
    gateway.close();
  }

  private static Order order(JsonNode body) {
    var refusals =
        body.path("refused")
            .valueStream()
            .map(
                refused ->
                    "%d wanted, %d there"
                        .formatted(
                            refused.path("requested").asInt(), refused.path("available").asInt()))
            .toList();
    return new Order(body.path("id").asString(), body.path("status").asString(), refusals);
  }

  private static Answer success(Answer answer) {
    if (!answer.isSuccess()) {
      throw new StackFailure(
          "The shop answers: %s".formatted(answer.problem()),
          "See what runs: ./stack status; and what it printed: ./stack logs");
    }
    return answer;
  }

  /** An order for something that the order service has not heard of. */
  public static final class UnknownSku extends RuntimeException {
    private UnknownSku(String problem) {
      super(problem);
    }
  }
}
