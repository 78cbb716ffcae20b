package io.orderstream.bench.limits;

/**
 * What something alone can do here.
 *
 * @param name what it is
 * @param perSecond how many a second
 * @param cpuMillis processor milliseconds that each costs whoever does it, the caller apart
 */
public record Limit(String name, double perSecond, double cpuMillis) {}
