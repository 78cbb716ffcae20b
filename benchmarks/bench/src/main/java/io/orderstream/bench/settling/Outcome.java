package io.orderstream.bench.settling;

import java.time.Instant;
import org.HdrHistogram.Histogram;

/**
 * What became of accepted orders.
 *
 * @param settled how many of them were confirmed or rejected
 * @param lost how many of them no database knows
 * @param settledAfter microseconds from their answers
 * @param lastSettled when the last one was
 * @param bestSecond how many were settled in the second in which it were most
 * @param mailed how many of them had all their mails handed over
 * @param mailedAfter microseconds from their answers to the last of their mails
 */
public record Outcome(
    long settled,
    long lost,
    Histogram settledAfter,
    Instant lastSettled,
    long bestSecond,
    long mailed,
    Histogram mailedAfter) {}
