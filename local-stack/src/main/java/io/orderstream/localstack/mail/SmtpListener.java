package io.orderstream.localstack.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mails from any sender to any recipient. */
final class SmtpListener {

  private static final int LARGEST_MAIL = 10 << 20;

  private final SMTPServer server;

  /**
   * A listener on the loopback address.
   *
   * @param port 0 for any free one
   */
  SmtpListener(Mailbox mailbox, int port) {
    this.server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("Orderstream mail sink")
            .maxMessageSize(LARGEST_MAIL)
            .insertReceivedHeaders(false)
            .executorService(Executors.newCachedThreadPool())
            .messageHandlerFactory(_ -> new Delivery(mailbox))
            .build();
  }

  void start() {
    server.start();
  }

  void stop() {
    server.stop();
  }

  int port() {
    return server.getPortAllocated();
  }

  /** One mail on its way in. */
  private static final class Delivery implements MessageHandler {

    private final Mailbox mailbox;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    private Delivery(Mailbox mailbox) {
      this.mailbox = mailbox;
    }

    @Override
    public void from(String address) {
      sender = address;
    }

    @Override
    public void recipient(String address) {
      recipients.add(address);
    }

    @Override
    public String data(InputStream source) throws IOException {
      return "queued as " + mailbox.add(sender, recipients, source.readAllBytes());
    }

    @Override
    public void done() {}
  }
}
