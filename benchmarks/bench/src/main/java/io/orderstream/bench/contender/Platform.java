package io.orderstream.bench.contender;

import io.orderstream.audit.Audit;
import io.orderstream.audit.AuditReport;
import io.orderstream.audit.Database;
import io.orderstream.bench.accounting.Disk;
import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.limits.EmptyEndpoint;
import io.orderstream.bench.limits.Limits;
import io.orderstream.bench.settling.OrderBooks;
import io.orderstream.bench.settling.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The platform, as its launcher has started it. */
public final class Platform implements Contender {

  private static final String INVENTORY = "inventory-service";
  private static final String MAIL_SERVER = "mail";

  /** What others need, too: the database server, and the gateway, which is the issuer of tokens. */
  private static final Set<String> SHARED = Set.of("postgres", "api-gateway");

  private final StackHome home;
  private final Launcher launcher;
  private final OrderBooks books;

  public Platform(Launcher launcher) throws SQLException {
    this.launcher = launcher;
    this.home = launcher.home();
    this.books = new OrderBooks(home.postgres(), "");
  }

  @Override
  public String name() {
    return "platform";
  }

  @Override
  public URI gateway() {
    return home.gateway();
  }

  @Override
  public Issuer issuer() {
    return new Issuer(home.gateway());
  }

  @Override
  public List<MeasuredProcess> processes() {
    return home.running().stream().filter(process -> !process.name().equals(MAIL_SERVER)).toList();
  }

  @Override
  public Disk disk() {
    return home.disk();
  }

  @Override
  public OrderBooks books() {
    return books;
  }

  @Override
  public Duration patience() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<MeasuredProcess> ofItsOwn() {
    return processes().stream().filter(process -> !SHARED.contains(process.name())).toList();
  }

  @Override
  public void killInventory() {
    launcher.kill(INVENTORY);
  }

  @Override
  public void restartInventory() {
    launcher.restart(INVENTORY);
  }

  @Override
  public boolean publishesEvents() {
    return true;
  }

  @Override
  public AddedConsumer addConsumer() {
    return new AddedConsumer(home.kafka());
  }

  @Override
  public List<String> audit() throws SQLException {
    var audited =
        new io.orderstream.audit.Platform(
            database("orders"),
            database("inventory"),
            database("notifications"),
            home.kafka(),
            home.mailApi());
    try {
      AuditReport report = new Audit(audited, Duration.ZERO).run(_ -> {}, _ -> {});
      return report.results().stream()
          .filter(result -> result.breaches() > 0)
          .map(result -> "%s: %,d are not".formatted(result.rule().title(), result.breaches()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To measure what its servers can do at most. */
  public Limits limits(Duration length) {
    return new Limits(
        home.postgres(),
        required("postgres"),
        home.kafka(),
        required("kafka"),
        new EmptyEndpoint(
            gateway(),
            issuer().storefront(),
            List.of(required("api-gateway"), required("order-service")),
            length),
        length);
  }

  /** Version and settings of the database server, as order-service has them. */
  public String database() throws SQLException {
    try (Session session = Session.ofOwner(home.postgres(), "orders")) {
      StringBuilder text = new StringBuilder("PostgreSQL " + session.setting("server_version"));
      for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        text.append(", ").append(name).append(' ').append(session.setting(name));
      }
      return text.toString();
    }
  }

  private MeasuredProcess required(String name) {
    return home.process(name).orElseThrow(() -> new IllegalStateException(name + " is down"));
  }

  private Database database(String name) {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(home.postgres(), name);
    return new Database(url, name, name);
  }

  @Override
  public void close() throws SQLException {
    books.close();
  }
}
