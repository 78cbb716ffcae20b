package io.orderstream.gateway.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

  private static final Duration LONG = Duration.ofHours(1);

  private List<String> addresses = List.of();

  @Test
  void standsForItsNameUntilThatIsLookedUp() {
    assertThat(hostsOf(url("http://orders:8081"))).containsExactly("orders");
  }

  @Test
  void standsForAnInstanceAtEachAddress() {
    BaseUrl url = url("http://orders:8081");
    addresses = List.of("10.0.0.1", "10.0.0.2");
    url.lookUp();

    assertThat(url.instances())
        .extracting(instance -> instance.getUri().toString())
        .containsExactly("http://10.0.0.1:8081", "http://10.0.0.2:8081");
  }

  @Test
  void keepsItsNameWhereThereIsOneAddress() {
    BaseUrl url = url("http://orders:8081");
    addresses = List.of("10.0.0.1");
    url.lookUp();

    assertThat(hostsOf(url)).containsExactly("orders");
  }

  @Test
  void takesTwoAddressesOfOneHostForOneInstance() {
    BaseUrl url = url("http://orders:8081");
    addresses = List.of("10.0.0.1", "fd00::1");
    url.lookUp();

    assertThat(hostsOf(url)).containsExactly("orders");
  }

  @Test
  void callsAddressesOfVersion6InBrackets() {
    BaseUrl url = url("http://orders");
    addresses = List.of("fd00::1", "fd00::2");
    url.lookUp();

    assertThat(url.instances().getFirst().locate(URI.create("http://orders/a?b=c")))
        .hasToString("http://[fd00:0:0:0:0:0:0:1]/a?b=c");
  }

  @Test
  void remembersHowInstancesBehavedWhenOthersComeAndGo() {
    BaseUrl url = url("http://orders:8081");
    addresses = List.of("10.0.0.1", "10.0.0.2");
    url.lookUp();
    url.instances().getLast().leaveAlone("in a test");

    addresses = List.of("10.0.0.2", "10.0.0.3");
    url.lookUp();

    assertThat(url.instances()).extracting(Instance::isTrusted).containsExactly(false, true);
  }

  @Test
  void staysAsItWasWhileTheNameServiceIsAway() {
    BaseUrl url = url("http://orders:8081");
    addresses = List.of("10.0.0.1", "10.0.0.2");
    url.lookUp();

    addresses = List.of();
    url.lookUp();

    assertThat(hostsOf(url)).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void standsForOneInstanceWhereACertificateBearsItsName() {
    BaseUrl url = url("https://orders");
    addresses = List.of("10.0.0.1", "10.0.0.2");
    url.lookUp();

    assertThat(hostsOf(url)).containsExactly("orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//elsewhere/x", "/a/%2e%2e/b", "/a%20b"})
  void leavesPathsAsTheyAre(String path) {
    Instance instance = url("http://10.0.0.1:8081").instances().getFirst();

    assertThat(instance.locate(URI.create("http://orders" + path)))
        .hasToString("http://10.0.0.1:8081" + path);
  }

  private BaseUrl url(String url) {
    return new BaseUrl(
        "orders", URI.create(url), new BalancingLimits(LONG, LONG, LONG), this::addressesOf);
  }

  private InetAddress[] addressesOf(String host) throws UnknownHostException {
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return Stream.of(addresses.toArray(String[]::new))
        .map(InetAddress::ofLiteral)
        .toArray(InetAddress[]::new);
  }

  private static List<String> hostsOf(BaseUrl url) {
    return url.instances().stream().map(Instance::getHost).toList();
  }
}
