package io.orderstream.messaging.publishing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.orderstream.messaging.correlation.Correlation;
import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects the events of a transaction and stores them with one statement, just before commit. */
final class TransactionalOutbox implements Outbox {

  private static final Logger log = LoggerFactory.getLogger(TransactionalOutbox.class);

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final String source;
  private final CloudEvents cloudEvents;
  private final OutboxTable table;
  private final EventScopes scopes;
  private final Runnable committed;

  TransactionalOutbox(
      String source,
      CloudEvents cloudEvents,
      OutboxTable table,
      EventScopes scopes,
      Runnable committed) {
    this.source = source;
    this.cloudEvents = cloudEvents;
    this.table = table;
    this.scopes = scopes;
    this.committed = committed;
  }

  @Override
  public void append(OutgoingEvent event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an event can only be appended within a transaction");
    }
    EventMetadata metadata = metadataOf(event);
    appended()
        .rows
        .add(
            new OutboxTable.NewRow(
                metadata.id(),
                Lanes.laneOf(event.subject()),
                event.topic(),
                event.subject(),
                cloudEvents.writeHeaders(metadata, event.dataschema()),
                cloudEvents.write(metadata, event.dataschema(), event.data())));
  }

  private EventMetadata metadataOf(OutgoingEvent event) {
    UUID id = event.id();
    EventCause cause = event.cause();
    if (cause == null) {
      cause = new EventCause(Correlation.id(), Correlation.causationId(), null);
    }
    String traceparent = cause.traceparent();
    return new EventMetadata(
        id != null ? id : ids.generate(),
        source,
        event.type(),
        event.subject(),
        event.time(),
        cause.correlationId(),
        cause.causationId(),
        event.aggregateVersion(),
        traceparent != null ? traceparent : scopes.traceparent());
  }

  private Appended appended() {
    Appended appended = (Appended) TransactionSynchronizationManager.getResource(this);
    if (appended == null) {
      appended = new Appended();
      TransactionSynchronizationManager.registerSynchronization(appended);
      TransactionSynchronizationManager.bindResource(this, appended);
    }
    if (appended.stored) {
      throw new IllegalStateException("the transaction is already committing");
    }
    return appended;
  }

  /** The events of one transaction. */
  private final class Appended implements TransactionSynchronization {

    private final List<OutboxTable.NewRow> rows = new ArrayList<>();
    private boolean stored;

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(TransactionalOutbox.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(TransactionalOutbox.this, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      table.insert(rows);
      stored = true;
    }

    @Override
    public void afterCommit() {
      committed.run();
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(TransactionalOutbox.this);
      if (status == STATUS_COMMITTED && !stored) {
        log.error(
            "{} events were appended when their transaction was already committing, and are lost:"
                + " append before, not in a transaction's callbacks",
            rows.size());
      }
    }
  }
}
