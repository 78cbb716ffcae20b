package io.orderstream.localstack.tokens;

import io.orderstream.localstack.processes.StackFailure;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A shopper's login to the shop by authorization code (RFC 6749, section 4.1, with RFC 7636). */
final class ShopLogin {

  private static final String CLIENT = "shop";
  private static final String LOGIN = "/login";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern PARAMETER = Pattern.compile("[?&]([^=]+)=([^&]*)");

  private final Browser browser;
  private final String redirectUri;

  ShopLogin(Browser browser, String issuer) {
    this.browser = browser;
    this.redirectUri = issuer + "/login/code";
  }

  /** Logs in; what the shop then has to send for its token. */
  Map<String, String> grant(Account shopper) {
    var key = ProofKey.random();
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", CLIENT);
    form.put("redirect_uri", redirectUri);
    form.put("code", code(shopper, key));
    form.put("code_verifier", key.verifier());
    return form;
  }

  private String code(Account shopper, ProofKey key) {
    var state = ProofKey.randomText();
    browser.redirect(authorization(shopper, key, state));
    var login = new LinkedHashMap<String, String>();
    login.put("username", shopper.toString());
    login.put("password", shopper.password());
    login.put("_csrf", csrf(browser.page(LOGIN)));
    var back = browser.redirect(browser.redirect(LOGIN, login).toString());
    if (!back.toString().startsWith(redirectUri + "?") || !state.equals(parameter(back, "state"))) {
      throw new StackFailure(
          "The login of %s ended at %s.".formatted(shopper, back),
          "See what the gateway printed: ./stack logs api-gateway");
    }
    return parameter(back, "code");
  }

  private String authorization(Account shopper, ProofKey key, String state) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", CLIENT);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("scope", shopper.scope());
    parameters.put("state", state);
    parameters.put("code_challenge", key.challenge());
    parameters.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + Browser.encoded(parameters);
  }

  private static String csrf(String page) {
    var found = CSRF.matcher(page);
    return found.find() ? found.group(1) : "";
  }

  private static String parameter(URI uri, String name) {
    return PARAMETER
        .matcher(uri.toString())
        .results()
        .filter(found -> found.group(1).equals(name))
        .map(found -> found.group(2))
        .findFirst()
        .orElse("");
  }
}
