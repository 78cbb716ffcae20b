package io.orderstream.bench.scenarios;

/**
 * One measurement of one contender.
 *
 * @param number counted from 1
 */
public record Round(Scenario scenario, String contender, int number, Measured measured) {}
