package io.orderstream.contracts;

/**
 * A Kafka topic as its owner declares it.
 *
 * @param name the topic's name
 * @param partitions how many partitions it has, fixed for its life: a change would move keys
 * @param retention what the broker keeps
 */
public record Topic(String name, int partitions, Retention retention) {

  public enum Retention {
    /** Events age out after the broker's retention time. */
    BY_AGE,
    /** The newest event of each key stays for ever. */
    NEWEST_OF_EACH_KEY
  }
}
