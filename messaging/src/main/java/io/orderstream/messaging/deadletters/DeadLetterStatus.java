package io.orderstream.messaging.deadletters;

/** What became of a dead letter. */
enum DeadLetterStatus {
  /** Nobody has dealt with it yet, or a replay failed. */
  WAITING,
  /** It was handled by a replay, or had been handled already. */
  REPLAYED,
  /** An operator gave it up. */
  DISCARDED,
  /** It failed in so many replays that it is left out of those of many. */
  PARKED
}
