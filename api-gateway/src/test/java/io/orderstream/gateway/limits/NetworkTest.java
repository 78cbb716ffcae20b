package io.orderstream.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

  @Test
  void takesOneIpv4AddressForOneStranger() {
    assertThat(Network.of("192.0.2.1")).isNotEqualTo(Network.of("192.0.2.2"));
  }

  @Test
  void takesAllIpv6AddressesOfANetworkForOneStranger() {
    assertThat(Network.of("2001:db8:0:1::1"))
        .isEqualTo(Network.of("2001:db8:0:1:ffff::2"))
        .isNotEqualTo(Network.of("2001:db8:0:2::1"));
  }

  @Test
  void takesWhatAProxyClaimsAndIsNoAddressForOneStranger() {
    assertThat(Network.of("192.0.2.1:5678")).isEqualTo("192.0.2.1:5678");
    assertThat(Network.of("unknown")).isEqualTo("unknown");
  }
}
