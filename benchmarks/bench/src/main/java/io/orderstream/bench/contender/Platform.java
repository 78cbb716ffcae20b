package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.settling.OrderBooks;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;

/** The platform, as its launcher has started it. */
public final class Platform implements Contender, AutoCloseable {

  private static final String MAIL_SERVER = "mail";

  private final StackHome home;
  private final OrderBooks books;

  public Platform(StackHome home) throws SQLException {
    this.home = home;
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
    return home.running().stream()
        .filter(name -> !name.equals(MAIL_SERVER))
        .flatMap(name -> home.process(name).map(p -> new MeasuredProcess(name, p.pid())).stream())
        .toList();
  }

  @Override
  public OrderBooks books() {
    return books;
  }

  @Override
  public void close() throws SQLException {
    books.close();
  }
}
