package io.orderstream.notifications.sending;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** An SMTP server that answers what a test wants it to. The end of a mail is the command ".". */
public final class ScriptedSmtpServer implements AutoCloseable {

  /** Instead of a reply: closes the connection. */
  public static final String HANG_UP = "hang up";

  /** Instead of a reply: none, for as long as the client waits. */
  public static final String SAY_NOTHING = "say nothing";

  private final ServerSocket listening;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Function<String, @Nullable String> script = _ -> null;

  public ScriptedSmtpServer() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    // of the platform, as then close() takes no connection any more when it returns
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Replies by the script from now on; where it gives none, all is well. */
  public void replies(Function<String, @Nullable String> script) {
    this.script = script;
  }

  /** The mails whose end was answered with 250. */
  public List<MimeMessage> mails() {
    return mails.stream().map(ScriptedSmtpServer::parse).toList();
  }

  int connections() {
    return connections.get();
  }

  JavaMailSenderImpl settings() {
    JavaMailSenderImpl settings = new JavaMailSenderImpl();
    settings.setHost(listening.getInetAddress().getHostAddress());
    settings.setPort(port());
    settings.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "1000");
    settings.getJavaMailProperties().setProperty("mail.smtp.timeout", "1000");
    settings.getJavaMailProperties().setProperty("mail.smtp.quitwait", "false");
    return settings;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        clients.add(client);
        connections.incrementAndGet();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      OutputStream out = client.getOutputStream();
      StringBuilder mail = new StringBuilder();
      String command = "connect";
      boolean goOn = reply(out, command, "220 ready");
      while (goOn && (command = in.readLine()) != null) {
        if (command.startsWith("DATA")) {
          String refusal = script.apply(command);
          goOn = reply(out, command, "354 go on");
          if (refusal != null) {
            continue;
          }
          String line = in.readLine();
          while (line != null && !line.equals(".")) {
            mail.append(line).append("\r\n");
            line = in.readLine();
          }
          goOn =
              goOn
                  && line != null
                  && reply(out, ".", "250 taken", () -> mails.add(mail.toString()));
          mail.setLength(0);
        } else {
          goOn = reply(out, command, command.startsWith("QUIT") ? "221 bye" : "250 fine");
        }
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private boolean reply(OutputStream out, String command, String usual) throws IOException {
    return reply(out, command, usual, () -> {});
  }

  private boolean reply(OutputStream out, String command, String usual, Runnable before)
      throws IOException {
    String scripted = script.apply(command);
    if (HANG_UP.equals(scripted)) {
      return false;
    }
    if (SAY_NOTHING.equals(scripted)) {
      return true;
    }
    if (scripted == null) {
      before.run();
    }
    String reply = scripted == null ? usual : scripted;
    out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return true;
  }

  private static MimeMessage parse(String mail) {
    try {
      return new MimeMessage(
          null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
