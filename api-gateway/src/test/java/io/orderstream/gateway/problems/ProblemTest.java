package io.orderstream.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

  @ParameterizedTest
  @CsvSource({
    "400, malformed-request, Malformed request",
    "401, unauthorized, Unauthorized",
    "403, forbidden, Forbidden",
    "404, not-found, Not found",
    "405, method-not-allowed, Method not allowed",
    "406, not-acceptable, Not acceptable",
    "415, unsupported-media-type, Unsupported media type",
    "500, internal-error, Internal error",
    "503, service-unavailable, Service unavailable",
  })
  void bearsTheNameThatTheServicesGiveIt(int status, String code, String title) {
    Problem problem = Problem.of(status, null, true, "c-1");

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.type()).isEqualTo("urn:orderstream:problem:" + code);
    assertThat(problem.title()).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({
    "408, request-timeout, Request timeout",
    "414, uri-too-long, URI too long",
    "429, too-many-requests, Too many requests",
    "431, request-header-fields-too-large, Request header fields too large",
    "413, content-too-large, Content too large",
    "504, gateway-timeout, Gateway timeout",
    "505, http-version-not-supported, HTTP version not supported",
    "599, error, Error",
  })
  void bearsTheNameOfItsStatusElsewhere(int status, String code, String title) {
    Problem problem = Problem.of(status, null, true, "c-1");

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.title()).isEqualTo(title);
  }
}
