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
   * @param force also replays what is parked, and what is discarded unless it is one of many
   */
  record Request(String who, @Nullable UUID job, boolean force) {

    private boolean admits(DeadLetterStatus status) {
      return switch (status) {
        case WAITING, REPLAYED -> true;
        case PARKED -> force;
        case DISCARDED -> force && job == null;
      };
    }
  }

  /**
   * Replays a dead letter. A failure counts, unless it is one that can pass. A replay of many comes
   * to each dead letter once: later, this tells what came of it then.
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
      return transaction.execute(_ -> fail(group, id, request, e));
    }
  }

  private Outcome attempt(String group, UUID id, Request request) {
    DeadLetter letter = lock(group, id);
    Outcome before = table.outcome(id, request.job);
    if (before != null) {
      return before;
    }
    Outcome outcome = Outcome.ALREADY_HANDLED;
    if (letter.status() != REPLAYED) {
      if (!request.admits(letter.status())) {
        throw Refused.needsForce(letter.status());
      }
      if (handle(letter)) {
        outcome = Outcome.REPLAYED;
      }
      table.setStatus(id, REPLAYED);
    }
    table.recordReplay(id, request, outcome, null);
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

  /** The attempt gave its lock back, so anything may have happened to the dead letter since. */
  private Outcome fail(String group, UUID id, Request request, RuntimeException e) {
    table.awaitLock(group, id);
    Outcome before = table.outcome(id, request.job);
    if (before != null) {
      return before;
    }
    String error = Text.of(e);
    Outcome outcome =
        table.countFailure(id, error, limit) == PARKED ? Outcome.PARKED : Outcome.FAILED;
    table.recordReplay(id, request, outcome, error);
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
          table.recordDiscard(id, who, Text.storable(reason));
        });
  }
}
