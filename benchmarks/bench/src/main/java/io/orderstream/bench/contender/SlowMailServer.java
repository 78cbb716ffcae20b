package io.orderstream.bench.contender;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes every mail, each after a pause, and forgets it. */
final class SlowMailServer implements AutoCloseable {

  private static final int BACKLOG = 256;

  private final ServerSocket server;
  private final Duration pause;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  /** Listens at once. */
  SlowMailServer(int port, Duration pause) {
    this.pause = pause;
    try {
      this.server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException("Cannot stand in for the mail server at " + port, e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        // closed: there is nobody to tell
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      OutputStream out = connection.getOutputStream();
      answer(out, "220 slow");
      String command = command(in);
      while (!command.isEmpty()) {
        switch (command) {
          case "DATA" -> {
            answer(out, "354 go on");
            skipMail(in);
            Thread.sleep(pause); // which is what it is for
            answer(out, "250 taken");
          }
          case "QUIT" -> {
            answer(out, "221 bye");
            return;
          }
          default -> answer(out, "250 ok");
        }
        command = command(in);
      }
    } catch (IOException _) {
      // the client is gone, or this server is
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private static String command(BufferedReader in) throws IOException {
    String line = in.readLine();
    return line == null ? "" : line.strip().split(" ", 2)[0].toUpperCase(Locale.ROOT);
  }

  private static void skipMail(BufferedReader in) throws IOException {
    @Nullable String line = in.readLine();
    while (line != null && !line.equals(".")) {
      line = in.readLine();
    }
  }

  private static void answer(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
