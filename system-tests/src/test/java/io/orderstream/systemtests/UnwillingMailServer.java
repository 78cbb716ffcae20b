package io.orderstream.systemtests;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server as senders dread it. */
final class UnwillingMailServer implements Closeable {

  private static final long SLOWNESS_NANOS = 500_000_000;

  private final Closeable server;

  private UnwillingMailServer(Closeable server) {
    this.server = server;
  }

  enum Manner {
    HANGS("hangs"),
    IS_SLOW("takes mails slowly"),
    PUTS_OFF("answers 451"),
    REJECTS("answers 554");

    private final String text;

    Manner(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static UnwillingMailServer start(int port, Manner manner) throws IOException {
    if (manner == Manner.HANGS) {
      return new UnwillingMailServer(new ServerSocket(port, 100, InetAddress.getLoopbackAddress()));
    }
    SMTPServer server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .messageHandlerFactory(_ -> new Delivery(manner))
            .build();
    server.start();
    return new UnwillingMailServer(server::stop);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private record Delivery(Manner manner) implements MessageHandler {

    @Override
    public void from(String address) {}

    @Override
    public void recipient(String address) {}

    @Override
    public String data(InputStream mail) throws RejectException, IOException {
      mail.readAllBytes();
      switch (manner) {
        case PUTS_OFF -> throw new RejectException(451, "Try again later");
        case REJECTS -> throw new RejectException(554, "Not here");
        case IS_SLOW -> LockSupport.parkNanos(SLOWNESS_NANOS);
        case HANGS -> throw new IllegalStateException("it never speaks");
      }
      return "queued";
    }

    @Override
    public void done() {}
  }
}
