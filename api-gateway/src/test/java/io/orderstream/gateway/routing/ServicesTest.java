package io.orderstream.gateway.routing;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {

  private static final List<URI> GOOD = List.of(URI.create("http://orders:8081"));

  @Test
  void takesBaseUrls() {
    assertThatNoException()
        .isThrownBy(
            () ->
                new Services(
                    GOOD, GOOD, List.of(URI.create("https://a/"), URI.create("http://b:8083"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "orders:8081",
        "ftp://orders",
        "http:///path",
        "http://orders/api",
        "http://orders?a=b"
      })
  void refusesWhatIsNoBaseUrl(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Services(GOOD, List.of(GOOD.getFirst(), URI.create(url)), GOOD))
        .withMessageContaining("gateway.services.inventory");
  }

  @Test
  void refusesAServiceWithoutBaseUrls() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Services(GOOD, GOOD, List.of()))
        .withMessageContaining("gateway.services.notifications");
  }
}
