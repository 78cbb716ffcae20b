package io.orderstream.requestresponse;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that keeps what it takes, and the address of the connection it came by. */
final class MailServerForTests implements AutoCloseable {

  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private SMTPServer server = start(0);

  private SMTPServer start(int port) {
    SMTPServer started =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .messageHandlerFactory(context -> new Delivery(context.getRemoteAddress()))
            .build();
    started.start();
    return started;
  }

  /** Breaks all connections. */
  void restart() {
    int port = port();
    server.stop();
    server = start(port);
  }

  int port() {
    return server.getPortAllocated();
  }

  /** The subjects of the mails to an address, in the order of their arrival. */
  List<String> subjectsTo(String recipient) {
    return mails.stream()
        .filter(mail -> mail.recipient.equals(recipient))
        .map(Mail::subject)
        .toList();
  }

  /** How many connections brought the mails to an address. */
  long connectionsFor(String recipient) {
    return mails.stream()
        .filter(mail -> mail.recipient.equals(recipient))
        .map(Mail::client)
        .distinct()
        .count();
  }

  @Override
  public void close() {
    server.stop();
  }

  private record Mail(String recipient, String subject, SocketAddress client) {}

  private final class Delivery implements MessageHandler {

    private final SocketAddress client;
    private String recipient = "";

    private Delivery(SocketAddress client) {
      this.client = client;
    }

    @Override
    public void from(String address) {}

    @Override
    public void recipient(String address) {
      recipient = address;
    }

    @Override
    public String data(InputStream source) throws IOException {
      try {
        String subject =
            new MimeMessage(Session.getInstance(new Properties()), source).getSubject();
        mails.add(new Mail(recipient, subject, client));
        return "queued";
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void done() {}
  }
}
