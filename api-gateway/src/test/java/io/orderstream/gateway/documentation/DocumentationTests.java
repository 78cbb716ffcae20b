package io.orderstream.gateway.documentation;

import static io.orderstream.gateway.Upstream.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(
    properties = {
      "gateway.documentation.login.authorization-url=http://issuer/oauth2/authorize",
      "gateway.documentation.login.token-url=http://issuer/oauth2/token",
    })
class DocumentationTests extends RunningGateway {

  private static final Upstream orders =
      Upstream.start(
          exchange -> {
            boolean found = exchange.getRequestURI().getPath().equals("/v3/api-docs");
            answer(
                exchange,
                found ? 200 : 404,
                "application/json",
                """
                {"openapi":"3.1.0","servers":[{"url":"http://internal:8081"}],"paths":{"/é":{}},
                "components":{"securitySchemes":{"accessToken":{"type":"http"}}},
                "security":[{"accessToken":[]}]}""");
          });

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", orders::url);
    properties.add("gateway.services.inventory", () -> "http://127.0.0.1:1");
  }

  @AfterAll
  static void stop() {
    orders.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/", "/swagger-ui.html"})
  void redirectsToThePage(String path) {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.uri().resolve(header(response, "Location")).getPath())
        .isEqualTo("/docs/index.html");
  }

  @Test
  void servesThePageWithEverythingItNeeds() {
    assertThat(get("/docs/index.html").body())
        .contains("swagger-ui.css", "swagger-ui-bundle.js", "swagger-initializer.js");
    assertThat(get("/docs/swagger-ui.css").statusCode()).isEqualTo(200);
    assertThat(get("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    assertThat(get("/docs/swagger-ui-standalone-preset.js").statusCode()).isEqualTo(200);
  }

  @Test
  void listsTheDocumentsOfAllServices() {
    assertThat(get("/docs/swagger-initializer.js").body())
        .contains("\"orders\", \"inventory\", \"notifications\"", "/v3/api-docs/${service}");
  }

  @Test
  void passesTheDocumentsOnWithTheGatewayAsServer() {
    JsonNode document = json(get("/v3/api-docs/orders"));

    assertThat(document.at("/servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
    assertThat(document.at("/paths").propertyNames()).containsExactly("/é");
  }

  @Test
  void offersALoginBesideWhatTheServicesAskFor() {
    JsonNode document = json(get("/v3/api-docs/orders"));

    assertThat(document.at("/security").toString())
        .isEqualTo("[{\"accessToken\":[]},{\"login\":[]}]");
    assertThat(document.at("/components/securitySchemes").propertyNames())
        .containsExactly("accessToken", "login");
    JsonNode flow = document.at("/components/securitySchemes/login/flows/authorizationCode");
    assertThat(flow.at("/authorizationUrl").stringValue())
        .isEqualTo("http://issuer/oauth2/authorize");
    assertThat(flow.at("/tokenUrl").stringValue()).isEqualTo("http://issuer/oauth2/token");
    assertThat(flow.at("/scopes").propertyNames()).containsExactly("orders");
  }

  @Test
  void logsInWithAProofKey() {
    assertThat(get("/docs/swagger-initializer.js").body())
        .contains("clientId: \"shop\"", "usePkceWithAuthorizationCodeGrant: true");
    assertThat(get("/docs/oauth2-redirect.html").body()).contains("oauth2-redirect.js");
    assertThat(get("/docs/oauth2-redirect.js").statusCode()).isEqualTo(200);
  }

  @Test
  void reportsTheDocumentOfAServiceThatIsDown() {
    assertThat(get("/v3/api-docs/inventory").statusCode()).isEqualTo(503);
  }
}
