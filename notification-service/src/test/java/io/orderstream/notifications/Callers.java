package io.orderstream.notifications;

import io.orderstream.access.Scopes;
import io.orderstream.testing.Tokens;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Those who talk to the service over HTTP. */
@TestComponent
@Lazy
public class Callers {

  private final String address;

  Callers(@LocalServerPort int port) {
    address = "http://127.0.0.1:" + port;
  }

  public String address() {
    return address;
  }

  /** Somebody who may see every order. */
  public RestTestClient supportDesk() {
    return with(Tokens.of("support-desk", Scopes.ORDERS_ANY));
  }

  /** A customer, who may see their own. */
  public RestTestClient customer(String id) {
    return with(Tokens.of(id, Scopes.ORDERS));
  }

  public RestTestClient with(String token) {
    return RestTestClient.bindToServer()
        .baseUrl(address)
        .defaultHeaders(headers -> headers.setBearerAuth(token))
        .build();
  }

  /** Somebody without a token. */
  public RestTestClient anybody() {
    return RestTestClient.bindToServer().baseUrl(address).build();
  }
}
