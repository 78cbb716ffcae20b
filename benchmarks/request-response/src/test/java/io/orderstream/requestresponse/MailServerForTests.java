package io.orderstream.requestresponse;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that keeps what it takes. */
final class MailServerForTests implements AutoCloseable {

  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final SMTPServer server =
      SMTPServer.port(0)
          .bindAddress(InetAddress.getLoopbackAddress())
          .executorService(Executors.newVirtualThreadPerTaskExecutor())
          .messageHandlerFactory(_ -> new Delivery())
          .build();

  MailServerForTests() {
    server.start();
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

  @Override
  public void close() {
    server.stop();
  }

  private record Mail(String recipient, String subject) {}

  private final class Delivery implements MessageHandler {

    private String recipient = "";

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
        mails.add(new Mail(recipient, subject));
        return "queued";
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void done() {}
  }
}
