package io.orderstream.gateway.issuer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.orderstream.gateway.Upstream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The issuer of the profile "local", over HTTP. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("local")
@TestPropertySource(
    properties = {
      "gateway.rate-limits.strangers.burst=1000000",
      "gateway.rate-limits.shoppers.burst=1000000",
      // What test-support brings along for the services.
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration,"
          + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
          + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
    })
class IssuerTests {

  private static final JsonMapper json = new JsonMapper();
  private static final Upstream orders = Upstream.start(Upstream.echo("orders"));

  private static final int port = TestSocketUtils.findAvailableTcpPort();
  private static final String ISSUER = "http://127.0.0.1:" + port;
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-all";

  @TempDir private static Path directory;

  private Browser browser;

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry properties) {
    properties.add("server.port", () -> port);
    properties.add("issuer.url", () -> ISSUER);
    properties.add("issuer.key-file", IssuerTests::keyFile);
    properties.add("gateway.services.orders", orders::url);
  }

  @AfterAll
  static void stop() {
    orders.close();
  }

  @BeforeEach
  void openBrowser() {
    browser = new Browser(ISSUER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid-configuration", "oauth-authorization-server"})
  void describesItself(String document) {
    JsonNode metadata = json(browser.get("/.well-known/" + document));

    assertThat(metadata.at("/issuer").stringValue()).isEqualTo(ISSUER);
    assertThat(metadata.at("/authorization_endpoint").stringValue())
        .isEqualTo(ISSUER + "/oauth2/authorize");
    assertThat(metadata.at("/token_endpoint").stringValue()).isEqualTo(ISSUER + "/oauth2/token");
    assertThat(metadata.at("/jwks_uri").stringValue()).isEqualTo(ISSUER + "/oauth2/jwks");
  }

  @Test
  void publishesThePublicHalfOfItsKeyOnly() {
    JsonNode key = json(browser.get("/oauth2/jwks")).at("/keys/0");

    assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
  }

  @ParameterizedTest
  @CsvSource({"storefront, orders:any", "staff, items", "ops, ops"})
  void givesAClientATokenForItsSecret(String client, String scope) throws Exception {
    JsonNode answer = json(requestToken(client, client, scope));

    JWTClaimsSet claims = verified(answer.at("/access_token").stringValue());
    assertThat(claims.getIssuer()).isEqualTo(ISSUER);
    assertThat(claims.getSubject()).isEqualTo(client);
    assertThat(claims.getAudience()).containsExactly("orderstream");
    assertThat(claims.getStringListClaim("scope")).containsExactly(scope);
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofHours(1));
    assertThat(answer.at("/token_type").stringValue()).isEqualTo("Bearer");
    assertThat(answer.has("refresh_token")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"storefront, wrong", "storefront, ops", "nobody, nobody", "alice, alice"})
  void refusesAClientThatItDoesNotKnow(String client, String secret) {
    HttpResponse<String> answer = requestToken(client, secret, "ops");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).at("/error").stringValue()).isEqualTo("invalid_client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "orders", "ops", "orders:any ops"})
  void refusesAScopeThatIsNotTheClients(String scope) {
    HttpResponse<String> answer = requestToken("storefront", "storefront", scope);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/error").stringValue()).isEqualTo("invalid_scope");
  }

  @Test
  void logsAShopperInAndGivesTheShopAToken() throws Exception {
    HttpResponse<String> toLogin = browser.open(authorization(Map.of()));
    assertThat(toLogin.statusCode()).isEqualTo(302);
    assertThat(header(toLogin, "Location")).isEqualTo("/login");

    URI backToShop = redirect(browser.open(pathOf(redirect(browser.logIn("alice", "alice")))));
    assertThat(backToShop.toString()).startsWith(ISSUER + "/shop/?code=");
    assertThat(parameter(backToShop, "state")).isEqualTo("a state");

    JsonNode answer = json(redeem(parameter(backToShop, "code"), VERIFIER));
    JWTClaimsSet access = verified(answer.at("/access_token").stringValue());
    assertThat(access.getSubject()).isEqualTo("alice");
    assertThat(access.getAudience()).containsExactly("orderstream");
    assertThat(access.getStringListClaim("scope")).containsExactlyInAnyOrder("orders", "openid");
    JWTClaimsSet identity = verified(answer.at("/id_token").stringValue());
    assertThat(identity.getSubject()).isEqualTo("alice");
    assertThat(identity.getAudience()).containsExactly("shop");
    assertThat(answer.has("refresh_token")).isFalse();
  }

  @Test
  void asksAShopperForThePasswordOnce() {
    browser.logIn("bob", "bob");

    assertThat(redirect(browser.open(authorization(Map.of()))).getPath()).isEqualTo("/shop/");
    assertThat(browser.open("/login").body()).contains("You are logged in as bob.");
  }

  @Test
  void logsAShopperOutWhenTheShopAsks() {
    browser.logIn("alice", "alice");
    String code = parameter(redirect(browser.open(authorization(Map.of()))), "code");
    String identity = json(redeem(code, VERIFIER)).at("/id_token").stringValue();

    HttpResponse<String> answer =
        browser.open(
            "/connect/logout?"
                + Browser.encoded(
                    Map.of(
                        "id_token_hint", identity, "post_logout_redirect_uri", ISSUER + "/shop/")));

    assertThat(redirect(answer).toString()).isEqualTo(ISSUER + "/shop/");
    assertThat(header(browser.open(authorization(Map.of())), "Location")).isEqualTo("/login");
  }

  @Test
  void takesACodeOnce() {
    browser.logIn("alice", "alice");
    String code = parameter(redirect(browser.open(authorization(Map.of()))), "code");
    redeem(code, VERIFIER);

    assertThat(json(redeem(code, VERIFIER)).at("/error").stringValue()).isEqualTo("invalid_grant");
  }

  @Test
  void refusesACodeWithoutTheVerifierThatItWasMadeFor() {
    browser.logIn("alice", "alice");
    String code = parameter(redirect(browser.open(authorization(Map.of()))), "code");

    HttpResponse<String> answer = redeem(code, VERIFIER + "-not");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/error").stringValue()).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge, '', invalid_request",
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, '', invalid_request",
    "scope, orders:any, invalid_scope",
    "scope, everything, invalid_scope",
  })
  void refusesAnAuthorizationThatIsUnsafe(String parameter, String value, String error) {
    browser.logIn("alice", "alice");

    URI answer = redirect(browser.open(authorization(Map.of(parameter, value))));

    assertThat(answer.toString())
        .startsWith(ISSUER + "/shop/?error=" + error)
        .doesNotContain("code=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example.org/",
        "http://127.0.0.1:8080/elsewhere",
        "http://127.0.0.1:8080/shop/deeper",
        "http://127.0.0.1:8080/shop/?next=x",
        "https://127.0.0.1:8080/shop/",
        "http://localhost:8080/shop/",
        "//evil.example.org/shop/",
      })
  void sendsNobodyToAnAddressThatIsNotRegistered(String address) {
    browser.logIn("alice", "alice");

    HttpResponse<String> answer = browser.open(authorization(Map.of("redirect_uri", address)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(answer, "Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/oauth2-redirect.html", "/shop/", "/console/", "/login/code"})
  void sendsShoppersBackToEachOfItsOwnPages(String page) {
    browser.logIn("alice", "alice");

    URI answer = redirect(browser.open(authorization(Map.of("redirect_uri", ISSUER + page))));

    assertThat(answer.toString()).startsWith(ISSUER + page + "?code=");
  }

  @ParameterizedTest
  @CsvSource({"alice, bob", "alice, ''", "mallory, mallory", "storefront, storefront"})
  void saysThatALoginFailed(String name, String password) {
    HttpResponse<String> answer = browser.logIn(name, password);

    assertThat(header(answer, "Location")).isEqualTo("/login?error");
    assertThat(browser.open("/login?error").body())
        .contains("<p role=\"alert\">That name and password do not belong together.</p>");
    assertThat(header(browser.open(authorization(Map.of())), "Location")).isEqualTo("/login");
  }

  @Test
  void takesNoLoginFromAForeignPage() {
    HttpResponse<String> answer =
        browser.submit("/login", Map.of("username", "alice", "password", "alice"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).at("/code").stringValue()).isEqualTo("forbidden");
  }

  @Test
  void keepsTheLoginFromScriptsAndForeignPages() {
    HttpResponse<String> page = browser.open("/login");

    assertThat(header(page, "Set-Cookie"))
        .matches("login-" + port + "=[0-9A-F]+; Path=/; HttpOnly; SameSite=Lax");
    assertThat(header(page, "Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(header(page, "Cache-Control")).contains("no-store");
  }

  @Test
  void changesTheSessionWithTheLogin() {
    browser.open("/login");
    String before = browser.cookies().getFirst().getValue();

    browser.logIn("alice", "alice");

    assertThat(browser.cookies()).hasSize(1).allMatch(cookie -> !cookie.getValue().equals(before));
  }

  @Test
  void showsALoginPageThatNeedsNothingElse() {
    HttpResponse<String> page = browser.open("/login");

    assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.body())
        .contains("Demo login", "alice, bob", "<html lang=\"en\">", "<label for=\"username\">")
        .doesNotContain("<script", "src=", "<link", "{message}", "{shoppers}", "{csrf}");
  }

  @Test
  void tellsAShopWhoLoggedIn() {
    browser.logIn("bob", "bob");
    String code = parameter(redirect(browser.open(authorization(Map.of()))), "code");
    String token = json(redeem(code, VERIFIER)).at("/access_token").stringValue();

    assertThat(json(browser.get("/userinfo", "Authorization", "Bearer " + token)).toString())
        .isEqualTo("{\"sub\":\"bob\"}");
  }

  @Test
  void makesTokensThatTheGatewayTakes() {
    String token =
        json(requestToken("storefront", "storefront", "orders:any"))
            .at("/access_token")
            .stringValue();

    assertThat(browser.get("/api/v1/orders", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(200);
    assertThat(browser.get("/api/v1/orders").statusCode()).isEqualTo(401);
  }

  @Test
  void makesTokensThatOutliveTheGateway() throws Exception {
    String token = json(requestToken("ops", "ops", "ops")).at("/access_token").stringValue();

    RSAKey afterARestart = new KeyFile(keyFile()).key();

    assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(afterARestart))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/oauth2/authorize?a=%zz", "/oauth2/authorize?client_id=%ff", "/login?a=%zz"})
  void reportsAMalformedRequest(String path) throws Exception {
    String answer = browser.openVerbatim(path);

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
  }

  private HttpResponse<String> requestToken(String client, String secret, String scope) {
    return browser.submit(
        "/oauth2/token",
        Map.of("grant_type", "client_credentials", "scope", scope),
        "Authorization",
        basic(client, secret));
  }

  private HttpResponse<String> redeem(String code, String verifier) {
    return browser.submit(
        "/oauth2/token",
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "shop",
            "redirect_uri",
            ISSUER + "/shop/",
            "code",
            code,
            "code_verifier",
            verifier));
  }

  /** The shop's request for a code; empty parameters are left out. */
  private static String authorization(Map<String, String> different) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", "shop");
    parameters.put("redirect_uri", ISSUER + "/shop/");
    parameters.put("scope", "orders openid");
    parameters.put("state", "a state");
    parameters.put("code_challenge", challenge());
    parameters.put("code_challenge_method", "S256");
    parameters.putAll(different);
    parameters.values().removeIf(String::isEmpty);
    return "/oauth2/authorize?" + Browser.encoded(parameters);
  }

  private static String challenge() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet verified(String token) throws ParseException, JOSEException {
    SignedJWT jwt = SignedJWT.parse(token);
    List<RSAKey> keys =
        JWKSet.parse(browser.get("/oauth2/jwks").body()).getKeys().stream()
            .map(key -> key.toRSAKey())
            .filter(key -> key.getKeyID().equals(jwt.getHeader().getKeyID()))
            .toList();
    assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(keys).hasSize(1);
    assertThat(jwt.verify(new RSASSAVerifier(keys.getFirst()))).isTrue();
    return jwt.getJWTClaimsSet();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return json.readTree(response.body());
  }

  private static String header(HttpResponse<?> response, String name) {
    return String.join("|", response.headers().allValues(name));
  }

  private static String basic(String client, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
  }

  private static URI redirect(HttpResponse<?> response) {
    assertThat(response.statusCode()).isEqualTo(302);
    return URI.create(header(response, "Location"));
  }

  private static String pathOf(URI uri) {
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private static String parameter(URI uri, String name) {
    String value = UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst(name);
    return URLDecoder.decode(String.valueOf(value), UTF_8);
  }

  private static Path keyFile() {
    return directory.resolve("keys").resolve("issuer-key.json");
  }
}
