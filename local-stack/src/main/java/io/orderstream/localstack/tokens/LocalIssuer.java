package io.orderstream.localstack.tokens;

import io.orderstream.localstack.processes.StackFailure;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The issuer of access tokens inside the stack's gateway. */
public final class LocalIssuer {

  private static final String TOKENS = "/oauth2/token";

  private final String url;

  public LocalIssuer(int gatewayPort) {
    this.url = "http://127.0.0.1:" + gatewayPort;
  }

  /**
   * A new access token, valid for an hour. A client asks for it with its secret; a shopper logs in
   * to the shop as a person does, and the shop redeems the code that comes of it.
   *
   * @throws StackFailure when the issuer does not answer, or not with a token
   */
  public String token(Account account) {
    try (var browser = new Browser(url)) {
      var answer =
          account.isShopper()
              ? browser.submit(TOKENS, new ShopLogin(browser, url).grant(account))
              : browser.submit(TOKENS, secret(account));
      return accessToken(answer);
    }
  }

  private static Map<String, String> secret(Account client) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("scope", client.scope());
    form.put("client_id", client.toString());
    form.put("client_secret", client.password());
    return form;
  }

  private String accessToken(HttpResponse<String> answer) {
    try {
      var token = JsonMapper.shared().readTree(answer.body()).path("access_token").asString("");
      if (answer.statusCode() == 200 && !token.isEmpty()) {
        return token;
      }
    } catch (JacksonException _) {
      // no JSON, and so no token
    }
    throw Browser.unexpected(url + TOKENS, answer);
  }
}
