package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.Disk;
import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.settling.OrderBooks;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A shop that can be put under load: it takes orders at a gateway and keeps them in databases. */
public interface Contender extends AutoCloseable {

  /** What it is called in reports. */
  String name();

  /** Where orders are sent, and items are stocked. */
  URI gateway();

  /** Where tokens for it come from. */
  Issuer issuer();

  /** The processes that make it up now, the mail server apart. */
  List<MeasuredProcess> processes();

  /** Those of them that nobody else needs. */
  List<MeasuredProcess> ofItsOwn();

  /** The disk that it writes to. */
  Disk disk();

  /** What its databases tell of its orders. */
  OrderBooks books();

  /** How long it may take to settle what it has accepted, and to send all mails. */
  Duration patience();

  /** Kills the service that holds the stock, as {@code kill -9} does. */
  void killInventory();

  /** Starts it again; returns when it is ready. */
  void restartInventory();

  /** Whether consumers can be added that it knows nothing of. */
  boolean publishesEvents();

  /** Adds a consumer that reads all its events from now on, until it is closed. */
  AddedConsumer addConsumer();

  /** Compares its databases; one line for each kind of thing that does not add up. */
  List<String> audit() throws SQLException;

  /** What its processes used since each of them began. */
  default Usage usage() throws SQLException {
    return Usage.of(processes(), books().walBytes(), disk().written());
  }

  /** The options that each of its processes was started with. */
  default Map<String, List<String>> options() {
    Map<String, List<String>> options = new LinkedHashMap<>();
    processes()
        .forEach(process -> options.put(process.name(), RunningProgram.of(process).options()));
    return options;
  }

  /** Has what belongs to it alone stand still, so that it takes nothing from others. */
  default void pause() {
    Signals.stop(ofItsOwn());
  }

  /** Has it go on. Without this, it goes on when this process ends. */
  default void resume() {
    Signals.goOn(ofItsOwn());
  }

  @Override
  void close() throws SQLException;
}
