package io.orderstream.bench.settling;

import java.time.Instant;
import org.HdrHistogram.Histogram;

/**
 * What became of accepted orders.
 *
 * @param settled how many of them were confirmed or rejected
 * @param lost how many of them no database knows
 * @param settledAfter microseconds from their answers to the time in their rows, which their
 *     commits follow
 * @param lastSettled when the last one was, by the time in its row
 * @param backlogSettled when the last one was of those that had been accepted by a certain time;
 *     that time if all had been settled by then
 * @param bestSecond how many were settled in the second in which it were most
 * @param mailed how many of them had all their mails handed over, or need none for want of an
 *     address
 * @param mailedAfter microseconds from their answers to the last of their mails
 */
public record Outcome(
    long settled,
    long lost,
    Histogram settledAfter,
    Instant lastSettled,
    Instant backlogSettled,
    long bestSecond,
    long mailed,
    Histogram mailedAfter) {}
