package io.orderstream.localstack.mail;

import java.io.IOException;

/** What runs in the mail sink's JVM. */
final class MailSinkProcess {

  private static final int MOST_MAILS = 20_000;
  private static final long MOST_BYTES = 48L << 20;

  private MailSinkProcess() {}

  /**
   * Runs the sink until it is told to stop.
   *
   * @param arguments the ports for SMTP and HTTP
   */
  public static void main(String[] arguments) throws IOException {
    var mailbox = new Mailbox(MOST_MAILS, MOST_BYTES);
    new SmtpListener(mailbox, Integer.parseInt(arguments[0])).start();
    new MailApi(mailbox, Integer.parseInt(arguments[1])).start();
  }
}
