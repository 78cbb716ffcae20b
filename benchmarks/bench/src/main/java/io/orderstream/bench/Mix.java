package io.orderstream.bench;

import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.contender.Shelves;
import io.orderstream.bench.load.OrderMix;
import java.sql.SQLException;
import picocli.CommandLine.Option;

/** What is ordered: options of several commands. */
final class Mix {

  @Option(
      names = "--items",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "Order from so many items; default: ${DEFAULT-VALUE}.")
  private int items;

  @Option(
      names = "--lines",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "Order so many in each order; default: ${DEFAULT-VALUE}.")
  private int lines;

  @Option(
      names = "--customers",
      paramLabel = "COUNT",
      defaultValue = "1000",
      description = "Order for so many customers; default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--hot",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Have this share of the lines, from 0 to 1, be about one item.")
  private double hot;

  @Option(
      names = "--without-mail",
      description = "Orders have no e-mail address: what sending costs is the difference.")
  private boolean withoutMail;

  /** Fills the contender's shelves with what will be ordered. */
  OrderMix stockedAt(Contender contender) throws SQLException, InterruptedException {
    OrderMix mix = stocked(contender, items, lines, customers);
    return new OrderMix(mix.skus(), hot, lines, customers, !withoutMail);
  }

  /** The same without options. */
  static OrderMix stocked(Contender contender, int items, int lines, int customers)
      throws SQLException, InterruptedException {
    Shelves shelves = new Shelves(contender.gateway(), contender.issuer().staff());
    OrderMix mix = new OrderMix(shelves.filled(items), 0, lines, customers, true);
    contender.books().awaitPrices(items);
    return mix;
  }

  @Override
  public String toString() {
    return "orders of %d lines from %,d items for %,d customers, %s"
        .formatted(lines, items, customers, withoutMail ? "without mails" : "two mails each");
  }
}
