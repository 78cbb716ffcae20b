package io.orderstream.bench.contender;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowMailServerTest {

  @Test
  void takesOneMailAfterAnotherAndLetsClientsWaitForEach() throws Exception {
    try (SlowMailServer server = new SlowMailServer(0, Duration.ofMillis(100));
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
      assertThat(in.readLine()).startsWith("220");
      long began = System.nanoTime();
      for (int mail = 0; mail < 2; mail++) {
        for (String line : new String[] {"EHLO me", "MAIL FROM:<a@b.c>", "RCPT TO:<d@e.f>"}) {
          assertThat(ask(client, in, line)).startsWith("250");
        }
        assertThat(ask(client, in, "DATA")).startsWith("354");
        assertThat(ask(client, in, "Subject: QUIT\r\n\r\nQUIT\r\n.")).startsWith("250");
      }

      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
      assertThat(ask(client, in, "QUIT")).startsWith("221");
    }
  }

  private static String ask(Socket client, BufferedReader in, String line) throws Exception {
    client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    return in.readLine();
  }
}
