package io.orderstream.gateway.resilience;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port that answers no attempt to connect, as behind a firewall that drops packets. */
final class BlackHole implements AutoCloseable {

  private final ServerSocket server;
  private final List<Socket> backlog = new ArrayList<>();

  private BlackHole(ServerSocket server) {
    this.server = server;
  }

  static BlackHole on(int port) throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    BlackHole hole = new BlackHole(new ServerSocket(port, 1, host));
    while (hole.swallows()) {}
    return hole;
  }

  /** Takes one more place of those that wait to be accepted, which nobody ever is. */
  private boolean swallows() throws IOException {
    Socket socket = new Socket();
    backlog.add(socket);
    try {
      socket.connect(server.getLocalSocketAddress(), 200);
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : backlog) {
      socket.close();
    }
    server.close();
  }
}
