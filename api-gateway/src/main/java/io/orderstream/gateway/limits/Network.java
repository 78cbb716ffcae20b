package io.orderstream.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Whom addresses belong to: an IPv6 customer is given 2^64 of them, an IPv4 customer one. */
final class Network {

  private static final int PREFIX_BYTES = 8;

  private Network() {}

  /** The network of an address; what a proxy claims and is no address stands for itself. */
  static String of(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address v6
          ? HexFormat.of().formatHex(v6.getAddress(), 0, PREFIX_BYTES)
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
