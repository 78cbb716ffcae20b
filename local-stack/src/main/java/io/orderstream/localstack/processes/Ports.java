package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a stack, all on the loopback address.
 *
 * @param offset added to every port, so that several stacks run side by side
 */
public record Ports(int offset) {

  /** So many of each service have ports. */
  public static final int MOST_INSTANCES = 9;

  private static final int HIGHEST = 17_700;

  public Ports {
    if (offset < 0 || HIGHEST + offset > 65_535) {
      throw new StackFailure(
          "STACK_PORT_OFFSET is %d.".formatted(offset),
          "Set it to a number from 0 to %,d.".formatted(65_535 - HIGHEST));
    }
  }

  /**
   * Reads an offset as a user writes it.
   *
   * @param offset a whole number, or null for none
   */
  public static Ports withOffset(@Nullable String offset) {
    if (offset == null || offset.isBlank()) {
      return new Ports(0);
    }
    try {
      return new Ports(Integer.parseInt(offset.strip()));
    } catch (NumberFormatException _) {
      throw new StackFailure(
          "STACK_PORT_OFFSET is \"%s\".".formatted(offset),
          "Set it to a whole number, or unset it.");
    }
  }

  /**
   * Remembers the ports for the processes about to be started. A stack runs on one set of ports, so
   * that they can be changed only while nothing runs.
   *
   * @param running whether processes of the stack run
   * @throws StackFailure when those that run have other ports
   */
  public void claim(StackHome home, boolean running) {
    var file = home.portOffset();
    try {
      var mine = Integer.toString(offset);
      if (running && Files.exists(file)) {
        var theirs = Files.readString(file).strip();
        if (!theirs.equals(mine)) {
          throw new StackFailure(
              "The stack in %s runs with STACK_PORT_OFFSET=%s, not %s."
                  .formatted(home.directory(), theirs, mine),
              "Set that offset, or stop it first: ./stack down");
        }
      }
      Files.writeString(file, mine);
    } catch (IOException e) {
      throw StackFailure.unusable(file, e);
    }
  }

  /** The port of the first gateway, which is the issuer of tokens too. */
  public int gateway() {
    return gateway(1);
  }

  public int gateway(int instance) {
    return service(0, instance);
  }

  public int orders(int instance) {
    return service(1, instance);
  }

  public int inventory(int instance) {
    return service(2, instance);
  }

  public int notifications(int instance) {
    return service(3, instance);
  }

  /** Further instances keep clear of the first ones of stacks that are multiples of 100 away. */
  private int service(int index, int instance) {
    return offset + (instance == 1 ? 8080 + index : 8140 + 10 * index + instance);
  }

  public int postgres() {
    return 15_432 + offset;
  }

  /** The port for clients of one broker, counted from 1. */
  public int kafka(int broker) {
    return 9091 + broker + offset;
  }

  /** The port that brokers agree among themselves on. */
  public int kafkaController(int broker) {
    return 17_591 + broker + offset;
  }

  public int smtp() {
    return 1025 + offset;
  }

  public int mailApi() {
    return 8025 + offset;
  }
}
