package io.orderstream.systemtests;

import io.orderstream.client.ApiClient;
import io.orderstream.client.items.ItemsApi;
import io.orderstream.client.notifications.NotificationsApi;
import io.orderstream.client.orders.OperationsApi;
import io.orderstream.client.orders.OrdersApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The REST API as one caller uses it: through the gateway, with a token of the local issuer. */
final class Api {

  static final String GATEWAY = gateway(8080);
  static final String SECOND_GATEWAY = gateway(8142);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, Api> ACCOUNTS = new ConcurrentHashMap<>();
  private static final HttpClient HTTP = http().build();

  private final String token;
  private final ApiClient client;

  private Api(String token) {
    this.token = token;
    this.client = client(GATEWAY);
  }

  private ApiClient client(String gateway) {
    ApiClient client =
        new ApiClient()
            .setHttpClientBuilder(http())
            .setReadTimeout(PATIENCE)
            .setRequestInterceptor(this::authorize);
    client.updateBaseUri(gateway);
    return client;
  }

  private static String gateway(int port) {
    return "http://127.0.0.1:" + Stack.port(port);
  }

  /** One of alice, bob, storefront, staff and ops. */
  static Api as(String account) {
    return ACCOUNTS.computeIfAbsent(account, name -> new Api(Stack.token(name)));
  }

  /** A new issuer does not know the tokens of an old one. */
  static void forgetTokens() {
    ACCOUNTS.clear();
  }

  OrdersApi orders() {
    return new OrdersApi(client);
  }

  OrdersApi ordersThrough(String gateway) {
    return new OrdersApi(client(gateway));
  }

  ItemsApi items() {
    return new ItemsApi(client);
  }

  NotificationsApi notifications() {
    return new NotificationsApi(client);
  }

  OperationsApi operations() {
    return new OperationsApi(client);
  }

  String token() {
    return token;
  }

  /** What a typed client does not do. */
  HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> details) {
    return sendTo("/api/v1" + path, details);
  }

  /** What is not part of the API. */
  HttpResponse<String> sendTo(String path, Consumer<HttpRequest.Builder> details) {
    return exchange(
        path,
        request -> {
          authorize(request);
          details.accept(request);
        },
        HttpResponse.BodyHandlers.ofString());
  }

  static <T> HttpResponse<T> send(
      String path, Consumer<HttpRequest.Builder> details, HttpResponse.BodyHandler<T> body) {
    return exchange("/api/v1" + path, details, body);
  }

  private static <T> HttpResponse<T> exchange(
      String path, Consumer<HttpRequest.Builder> details, HttpResponse.BodyHandler<T> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(GATEWAY + path)).timeout(PATIENCE);
    details.accept(request);
    try {
      return HTTP.send(request.build(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void authorize(HttpRequest.Builder request) {
    request.header("Authorization", "Bearer " + token);
  }

  private static HttpClient.Builder http() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .executor(Executors.newVirtualThreadPerTaskExecutor());
  }
}
