package io.orderstream.bench.scenarios;

/**
 * What rates follow, in orders accepted and settled a second.
 *
 * @param common the capacity of the first contender, for what all are to be compared at
 * @param own the capacity of the one that is measured
 */
record Rates(double common, double own) {}
