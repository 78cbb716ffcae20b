package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.settling.OrderBooks;
import java.net.URI;
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

  /** What its databases tell of its orders. */
  OrderBooks books();
}
