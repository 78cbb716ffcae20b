package io.orderstream.bench.accounting;

import java.time.Duration;

/**
 * What {@code /proc/<pid>/stat} says of a process's time.
 *
 * @param own processor time of its threads, those that ended included
 * @param endedChildren processor time of its children that ended, and of theirs
 */
record ProcStat(Duration own, Duration endedChildren) {

  // Positions behind the name, which is in parentheses and may hold anything.
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_SYSTEM_TIME = 14;

  /** Linux counts in hundredths of a second for programs, whatever it does itself. */
  private static final int TICK_MILLIS = 10;

  static ProcStat parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcStat(
        time(fields, USER_TIME, SYSTEM_TIME),
        time(fields, CHILDREN_USER_TIME, CHILDREN_SYSTEM_TIME));
  }

  private static Duration time(String[] fields, int user, int system) {
    return Duration.ofMillis(
        TICK_MILLIS * (Long.parseLong(fields[user]) + Long.parseLong(fields[system])));
  }

  Duration total() {
    return own.plus(endedChildren);
  }
}
