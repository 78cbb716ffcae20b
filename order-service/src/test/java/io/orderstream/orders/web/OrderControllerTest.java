package io.orderstream.orders.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.orderstream.access.AccessAutoConfiguration;
import io.orderstream.orders.admission.OrderIntake;
import io.orderstream.orders.domain.CancellingOrders;
import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.following.AwaitingSettlement;
import io.orderstream.testing.TestIssuer;
import io.orderstream.testing.Tokens;
import jakarta.servlet.RequestDispatcher;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@WebMvcTest({OrderController.class, ErrorDispatch.class})
@ImportAutoConfiguration({
  SecurityAutoConfiguration.class,
  ServletWebSecurityAutoConfiguration.class,
  AccessAutoConfiguration.class
})
@Import({StrictJson.class, TestIssuer.class, OrderControllerTest.AStorefront.class})
class OrderControllerTest {

  private static final String LINE = "{\"sku\": \"MUG\", \"quantity\": 1}";

  @Autowired private MockMvcTester mvc;

  @MockitoBean private OrderIntake intake;
  @MockitoBean private CancellingOrders cancelling;
  @MockitoBean private FindingOrders finding;
  @MockitoBean private AwaitingSettlement settlement;

  @ParameterizedTest(name = "{0} -> {2} at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"lines": [LINE]}                                                     | /customerId       | required
          {"customerId": "", "lines": [LINE]}                                   | /customerId       | invalid-format
          {"customerId": "a b", "lines": [LINE]}                                | /customerId       | invalid-format
          {"customerId": 7, "lines": [LINE]}                                    | /customerId       | wrong-type
          {"customerId": "c", "email": "ada", "lines": [LINE]}                  | /email            | invalid-format
          {"customerId": "c", "email": "a@b,c@d", "lines": [LINE]}              | /email            | invalid-format
          {"customerId": "c", "email": "a@b.org\\nBcc: c@d.org", "lines": [LINE]} | /email          | invalid-format
          {"customerId": "c"}                                                   | /lines            | required
          {"customerId": "c", "lines": []}                                      | /lines            | out-of-range
          {"customerId": "c", "lines": LINE}                                    | /lines            | wrong-type
          {"customerId": "c", "lines": [LINE, null]}                            | /lines/1          | required
          {"customerId": "c", "lines": [LINE, {"quantity": 1}]}                 | /lines/1/sku      | required
          {"customerId": "c", "lines": [{"sku": "no sku", "quantity": 1}]}      | /lines/0/sku      | invalid-format
          {"customerId": "c", "lines": [{"sku": "MUG"}]}                        | /lines/0/quantity | required
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": null}]}      | /lines/0/quantity | required
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": 0}]}         | /lines/0/quantity | out-of-range
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": -1}]}        | /lines/0/quantity | out-of-range
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": 10001}]}     | /lines/0/quantity | out-of-range
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": 99999999999}]} | /lines/0/quantity | wrong-type
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": 1.5}]}       | /lines/0/quantity | wrong-type
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": "1"}]}       | /lines/0/quantity | wrong-type
          {"customerId": "c", "lines": [{"sku": "MUG", "quantity": 1, "price": 2}]} | /lines/0/price | unknown-field
          {"customerId": "c", "lines": [LINE], "a/b": 1}                        | /a~1b             | unknown-field
          {"customerId": "c", "lines": [LINE], "expectedTotal": 5}              | /expectedTotal    | wrong-type
          {"customerId": "c", "lines": [LINE], "expectedTotal": {"amount": "5.00"}} | /expectedTotal/currency | required
          {"customerId": "c", "lines": [LINE], "expectedTotal": {"amount": 5, "currency": "EUR"}} | /expectedTotal/amount | wrong-type
          {"customerId": "c", "lines": [LINE], "expectedTotal": {"amount": "5.001", "currency": "EUR"}} | /expectedTotal | invalid-amount
          {"customerId": "c", "lines": [LINE], "expectedTotal": {"amount": "1E+999999999", "currency": "EUR"}} | /expectedTotal | invalid-amount
          {"customerId": "c", "lines": [LINE], "expectedTotal": {"amount": "5.00", "currency": "ZZZ"}} | /expectedTotal | invalid-amount
          {"customerId": "c", "lines": [LINE]} []                               | ``                | wrong-type
          []                                                                    | ``                | wrong-type
          """)
  void namesTheFieldThatIsWrong(String body, String pointer, String code) {
    MvcTestResult result = place(body.replace("LINE", LINE));

    assertProblem(result, 422, "validation-failed");
    assertThat(result)
        .bodyJson()
        .extractingPath("$.errors[*]['pointer', 'code']")
        .asArray()
        .containsExactly(Map.of("pointer", pointer, "code", code));
    verify(intake, never()).place(any(), any(), any());
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    assertThat(
            place(
                """
                {"customerId": "c", "lines": [
                  {"sku": "MUG", "quantity": 0}, {"sku": "", "quantity": 1}]}
                """))
        .bodyJson()
        .extractingPath("$.errors[*].pointer")
        .isEqualTo(List.of("/lines/0/quantity", "/lines/1/sku"));
  }

  @Test
  void refusesMoreThanAHundredLines() {
    String lines = String.join(",", Collections.nCopies(101, LINE));

    MvcTestResult result = place("{\"customerId\": \"c\", \"lines\": [" + lines + "]}");

    assertProblem(result, 422, "validation-failed");
    assertThat(result).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo("/lines");
    verify(intake, never()).place(any(), any(), any());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``
          {
          {"customerId": "c", "customerId": "d", "lines": [LINE]}
          order, please
          """)
  void refusesWhatIsNoJson(String body) {
    assertProblem(place(body.replace("LINE", LINE)), 400, "malformed-request");
    verify(intake, never()).place(any(), any(), any());
  }

  @Test
  void refusesABodyBeyondAnyOrder() {
    String email = "e".repeat(300_000);

    assertProblem(
        place("{\"customerId\": \"c\", \"email\": \"" + email + "\", \"lines\": [" + LINE + "]}"),
        400,
        "malformed-request");
    verify(intake, never()).place(any(), any(), any());
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit, out-of-range",
    "limit=101, limit, out-of-range",
    "limit=many, limit, wrong-type",
    "status=LOST, status, wrong-type",
    "after=yesterday, after, wrong-type",
    "customerId=, customerId, invalid-format"
  })
  void namesTheParameterThatIsWrong(String query, String parameter, String code) {
    MvcTestResult result = mvc.get().uri("/api/v1/orders?" + query).exchange();

    assertProblem(result, 400, "invalid-parameter");
    assertThat(result).bodyJson().extractingPath("$.errors[0].parameter").isEqualTo(parameter);
    assertThat(result).bodyJson().extractingPath("$.errors[0].code").isEqualTo(code);
    verifyNoInteractions(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nothing, 404, not-found",
    "GET, /, 404, not-found",
    "GET, /api/v1/orders/7, 400, invalid-parameter",
    "DELETE, /api/v1/orders, 405, method-not-allowed"
  })
  void answersWhateverIsAskedWithAProblem(String method, String path, int status, String code) {
    assertProblem(mvc.method(HttpMethod.valueOf(method)).uri(path).exchange(), status, code);
  }

  @ParameterizedTest
  @CsvSource({"503, service-unavailable", "500, internal-error", "404, not-found"})
  void answersWhatFailsOutsideOfSpringMvcWithAProblem(int status, String code) {
    assertProblem(
        mvc.get().uri("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status).exchange(),
        status,
        code);
  }

  @Test
  void refusesOtherMediaTypesThanJson() {
    assertProblem(
        mvc.post()
            .uri("/api/v1/orders")
            .contentType(MediaType.APPLICATION_XML)
            .content("<order/>")
            .exchange(),
        415,
        "unsupported-media-type");
    assertProblem(
        mvc.get()
            .uri("/api/v1/orders/{id}", UUID.randomUUID())
            .accept(MediaType.IMAGE_PNG)
            .exchange(),
        406,
        "not-acceptable");
  }

  @Test
  void saysNothingInternalWhenItFails() {
    when(finding.find(any(), any())).thenThrow(new IllegalStateException("secret"));

    MvcTestResult result = mvc.get().uri("/api/v1/orders/{id}", UUID.randomUUID()).exchange();

    assertProblem(result, 500, "internal-error");
    assertThat(result).bodyText().doesNotContain("secret");
  }

  @Test
  void asksToTryAgainWhenTheDatabaseIsAway() {
    when(intake.place(any(), any(), any()))
        .thenThrow(new DataAccessResourceFailureException("secret"));

    MvcTestResult result = place("{\"customerId\": \"c\", \"lines\": [" + LINE + "]}");

    assertProblem(result, 503, "service-unavailable");
    assertThat(result).hasHeader("Retry-After", "1").bodyText().doesNotContain("secret");
  }

  private MvcTestResult place(String body) {
    return mvc.post()
        .uri("/api/v1/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  private static void assertProblem(MvcTestResult result, int status, String code) {
    assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(result)
        .bodyJson()
        .extractingPath("$['type', 'status', 'code']")
        .isEqualTo(
            Map.of("type", "urn:orderstream:problem:" + code, "status", status, "code", code));
    assertThat(result).bodyJson().extractingPath("$.title").asString().isNotBlank();
    assertThat(result).bodyJson().extractingPath("$.correlationId").asString().isNotBlank();
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class AStorefront {

    @Bean
    MockMvcBuilderCustomizer calls() {
      return mvc ->
          mvc.defaultRequest(
              MockMvcRequestBuilders.get("/")
                  .header("Authorization", "Bearer " + Tokens.of("storefront", "orders:any")));
    }
  }
}
