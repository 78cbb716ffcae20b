package io.orderstream.localstack.mail;

import io.orderstream.localstack.processes.Executables;
import io.orderstream.localstack.processes.Launch;
import io.orderstream.localstack.processes.OwnJar;
import io.orderstream.localstack.processes.Program;
import io.orderstream.localstack.processes.StackHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A mail server that delivers nothing: takes mails over SMTP and shows them over HTTP. */
public final class MailSink implements Program {

  private final StackHome home;
  private final int smtpPort;
  private final int httpPort;

  public MailSink(StackHome home, int smtpPort, int httpPort) {
    this.home = home;
    this.smtpPort = smtpPort;
    this.httpPort = httpPort;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public List<Integer> ports() {
    return List.of(httpPort, smtpPort);
  }

  @Override
  public void prepare(Consumer<String> activity) {}

  @Override
  public Launch launch() {
    var command =
        List.of(
            Executables.java(),
            "-Dstack.process=" + name(),
            "-Xms12m",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            // otherwise looked up in all jars for every part of every mail
            "-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            new OwnJar(home.apps()).classPath(),
            MailSinkProcess.class.getName(),
            Integer.toString(smtpPort),
            Integer.toString(httpPort));
    return new Launch(command, Map.of(), home.directory());
  }

  @Override
  public boolean isReady() {
    return answers(smtpPort) && answers(httpPort);
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }
}
