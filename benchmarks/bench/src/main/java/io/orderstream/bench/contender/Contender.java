package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.settling.OrderBooks;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A shop that can be put under load: it takes orders at a gateway and keeps them in databases. */
public interface Contender {

  /** What it is called in reports. */
  String name();

  /** Where orders are sent, and items are stocked. */
  URI gateway();

  /** Where tokens for it come from. */
  Issuer issuer();

  /** The processes that make it up now, the mail server apart. */
  List<MeasuredProcess> processes();

  /** What they used since each of them began. */
  Usage usage() throws SQLException;

  /** What its databases tell of its orders. */
  OrderBooks books();

  /** How long it may take to settle what it has accepted, and to send all mails. */
  Duration patience();

  /** Has what belongs to it alone stand still, so that it takes nothing from others. */
  void pause();

  void resume();

  /** Kills the service that holds the stock, as {@code kill -9} does. */
  void killInventory();

  /** Starts it again; returns when it is ready. */
  void restartInventory();

  /** Compares its databases; one line for each kind of thing that does not add up. */
  List<String> audit() throws SQLException;
}
