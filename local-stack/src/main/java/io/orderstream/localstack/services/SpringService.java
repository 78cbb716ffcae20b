package io.orderstream.localstack.services;

import io.orderstream.localstack.processes.Executables;
import io.orderstream.localstack.processes.InstalledApp;
import io.orderstream.localstack.processes.Launch;
import io.orderstream.localstack.processes.Program;
import io.orderstream.localstack.processes.StackHome;
import io.orderstream.localstack.processes.Topology;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One of the platform's services: a Spring Boot jar in a JVM of its own. */
public final class SpringService implements Program {

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmn32m",
          // a limit, not a need: a full heap of streams takes it
          "-Xmx400m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          // The cache stays what it is, a mapped file, instead of being copied to a random address.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          "-Dfile.encoding=UTF-8",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final int READINESS_LIMIT_MILLIS = 2_000;

  private final String module;
  private final int number;
  private final int port;
  private final Set<String> needs;
  private final Map<String, String> settings;
  private final StackHome home;
  private final InstalledApp app;

  /**
   * An instance of a service of this checkout. The first prepares a new build for all of them.
   *
   * @param module its name, and so that of its jar
   * @param number among the instances, counted from 1
   * @param needs names of the programs that it needs at its start
   * @param settings environment variables beside those for its port
   */
  SpringService(
      String module,
      int number,
      int port,
      Set<String> needs,
      Map<String, String> settings,
      StackHome home) {
    this.module = module;
    this.number = number;
    this.port = port;
    this.needs = new HashSet<>(needs);
    if (number > 1) {
      this.needs.add(module);
    }
    this.settings = new HashMap<>(settings);
    this.settings.put("SERVER_PORT", Integer.toString(port));
    this.settings.put("SERVER_ADDRESS", "127.0.0.1");
    this.home = home;
    this.app =
        new InstalledApp(
            home.apps(), home.sources().resolve(module).resolve("target").resolve(module + ".jar"));
  }

  @Override
  public String name() {
    return Topology.nameOf(module, number);
  }

  @Override
  public Set<String> needs() {
    return Set.copyOf(needs);
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  @Override
  public void prepare(Consumer<String> activity) {
    if (!app.isInstalled()) {
      activity.accept("unpacking the new build");
      app.install(SpringService::extract);
    }
    var cache = aotCache();
    if (!cache.exists()) {
      activity.accept("training the new build for fast starts");
      cache.train(settings, home.log(module + ".training"));
    }
  }

  @Override
  public Launch launch() {
    var command = new ArrayList<String>();
    command.add(Executables.java());
    command.add("-Dstack.process=" + name());
    command.addAll(JVM_OPTIONS);
    command.addAll(aotCache().options());
    command.add("-jar");
    command.add(jar().toString());
    return new Launch(command, settings, app.directory());
  }

  @Override
  public boolean isReady() {
    try {
      var readiness = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port));
      var connection = (HttpURLConnection) readiness.toURL().openConnection();
      connection.setConnectTimeout(READINESS_LIMIT_MILLIS);
      connection.setReadTimeout(READINESS_LIMIT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException _) {
      return false;
    }
  }

  private AotCache aotCache() {
    return new AotCache(app.directory(), jar(), JVM_OPTIONS);
  }

  private Path jar() {
    return app.directory().resolve(module + ".jar");
  }

  /** Unpacks the nested libraries: a JVM starts from plain jars faster, and can cache them. */
  private static void extract(Path jar, Path directory) throws IOException {
    var exit =
        new ProcessBuilder(
                Executables.java(),
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join()
            .exitValue();
    if (exit != 0) {
      throw new IOException("cannot extract " + jar);
    }
  }
}
