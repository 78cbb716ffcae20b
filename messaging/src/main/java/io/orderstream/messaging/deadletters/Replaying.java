package io.orderstream.messaging.deadletters;

import static io.orderstream.messaging.deadletters.DeadLetterStatus.DISCARDED;
import static io.orderstream.messaging.deadletters.DeadLetterStatus.PARKED;
import static io.orderstream.messaging.deadletters.DeadLetterStatus.REPLAYED;

import io.orderstream.messaging.consuming.EventHandler;
import io.orderstream.messaging.consuming.EventHandlers;
import io.orderstream.messaging.consuming.ReceivedEvent;
import io.orderstream.messaging.consuming.TransientFailures;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deals with dead letters on behalf of operators. A replay is a delivery to the one consumer that
 * failed: it reads the record, asks the inbox and calls the handler as for a polled record, and the
 * effect, the new status and the record of who did it commit together.
 */
final class Replaying {

  private static final Logger log = LoggerFactory.getLogger(Replaying.class);

  private final DeadLetterTable table;
  private final EventHandlers handlers;
  private final TransactionTemplate transaction;
  private final int limit;

  Replaying(
      DeadLetterTable table, EventHandlers handlers, TransactionTemplate transaction, int limit) {
    this.table = table;
    this.handlers = handlers;
    this.transaction = transaction;
    this.limit = limit;
  }

  /** What came of a replay. */
  enum Outcome {
    REPLAYED,
    /** It had its effect before, so nothing was done. */
    ALREADY_HANDLED,
    FAILED,
    /** It failed, too often by now. */
    PARKED
  }

  /**
   * Who wants a replay.
   *
   * @param who the subject of the operator's token
   * @param job the replay of many that it is part of
   * @param force also replays what is parked or discarded
   */
  record Request(String who, @Nullable UUID job, boolean force) {}

  /**
   * Replays a dead letter. A failure counts, unless it is one that can pass.
   *
   * @throws Refused if there is none, if somebody else deals with it, if its status forbids it, or
   *     if the database is away
   */
  Outcome replay(String group, UUID id, Request request) {
    try {
      return transaction.execute(_ -> attempt(group, id, request));
    } catch (Refused e) {
      throw e;
    } catch (RuntimeException e) {
      if (TransientFailures.isTransient(e)) {
        throw Refused.unavailable(e);
      }
      log.warn("The replay of dead letter {} of {} failed", id, group, e);
      return transaction.execute(_ -> fail(id, request, e));
    }
  }

  private Outcome attempt(String group, UUID id, Request request) {
    DeadLetter letter = lock(group, id);
    Outcome outcome = Outcome.ALREADY_HANDLED;
    if (letter.status() != REPLAYED) {
      if (!request.force && (letter.status() == PARKED || letter.status() == DISCARDED)) {
        throw Refused.needsForce(letter.status());
      }
      if (handle(letter)) {
        outcome = Outcome.REPLAYED;
      }
      table.setStatus(id, REPLAYED);
    }
    table.record(
        id, new Action(null, request.job, request.who, Action.REPLAY, null, outcome.name(), null));
    return outcome;
  }

  private DeadLetter lock(String group, UUID id) {
    DeadLetter letter = table.lock(group, id);
    if (letter == null) {
      throw table.find(group, id) == null ? Refused.notFound(id) : Refused.busy();
    }
    return letter;
  }

  /** Tells whether it was handled just now. */
  private boolean handle(DeadLetter letter) {
    EventHandler handler = handlers.find(letter.group(), letter.topic());
    if (handler == null) {
      throw new IllegalStateException(
          "%s does not consume %s".formatted(letter.group(), letter.topic()));
    }
    ReceivedEvent<?> event = handler.read(table.value(letter.id()));
    if (event == null) {
      throw new IllegalStateException("nothing handles " + letter.eventType());
    }
    return handler.handle(List.of(event)) == 1;
  }

  private Outcome fail(UUID id, Request request, RuntimeException e) {
    String error = Text.of(e);
    Outcome outcome =
        table.countFailure(id, error, limit) == PARKED ? Outcome.PARKED : Outcome.FAILED;
    table.record(
        id, new Action(null, request.job, request.who, Action.REPLAY, null, outcome.name(), error));
    return outcome;
  }

  /**
   * Gives a dead letter up.
   *
   * @throws Refused if there is none, if somebody else deals with it, or if it is dealt with
   */
  void discard(String group, UUID id, String who, String reason) {
    transaction.executeWithoutResult(
        _ -> {
          DeadLetter letter = lock(group, id);
          if (letter.status() == REPLAYED || letter.status() == DISCARDED) {
            throw Refused.closed(letter.status());
          }
          table.setStatus(id, DISCARDED);
          table.record(
              id,
              new Action(
                  null, null, who, Action.DISCARD, Text.storable(reason), DISCARDED.name(), null));
        });
  }
}
