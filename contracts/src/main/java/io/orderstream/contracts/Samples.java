package io.orderstream.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The published examples of every event, each a whole CloudEvent as it lies on the wire, for the
 * tests of those who consume them. They lie beside the contracts, under {@code
 * samples/<type>.json}.
 */
public final class Samples {

  /**
   * All examples of an event type: first the complete one, then, where parts of the data may be
   * absent, the one without them.
   *
   * @throws IllegalArgumentException if no event of that type is published
   */
  public static List<String> of(String eventType) {
    String complete =
        read(eventType)
            .orElseThrow(() -> new IllegalArgumentException("No samples of " + eventType));
    return Stream.concat(Stream.of(complete), read(eventType + ".minimal").stream()).toList();
  }

  private static Optional<String> read(String name) {
    try (var sample = Samples.class.getResourceAsStream("/samples/" + name + ".json")) {
      return sample == null
          ? Optional.empty()
          : Optional.of(new String(sample.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Samples() {}
}
