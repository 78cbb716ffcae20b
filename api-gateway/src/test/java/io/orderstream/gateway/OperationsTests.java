package io.orderstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperationsTests extends RunningGateway {

  @ParameterizedTest
  @ValueSource(strings = {"liveness", "readiness"})
  void isReadyEvenThoughNoServiceIs(String probe) {
    assertThat(get("/actuator/health/" + probe).body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "inventory", "notifications"})
  void showsEachBreakerInItsHealthAndMetrics(String service) {
    JsonNode breakers = json(get("/actuator/health")).at("/components/circuitBreakers/details");
    assertThat(breakers.at("/" + service + "/details/state").stringValue()).isEqualTo("CLOSED");

    assertThat(get("/actuator/prometheus").body())
        .containsPattern(
            "resilience4j_circuitbreaker_state\\{.*name=\"" + service + "\".*state=\"closed\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "beans", "configprops", "loggers", "gateway", "circuitbreakers"})
  void exposesNoOtherEndpoint(String endpoint) {
    assertThat(get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
  }

  @Test
  void describesItself() {
    assertThat(get("/actuator/info").statusCode()).isEqualTo(200);
  }
}
