package io.orderstream.bench.limits;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.load.ClosedLoop;
import io.orderstream.bench.load.LoadGenerator;
import io.orderstream.bench.load.LoadResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The cheapest that the gateway has a service answer: it is asked for an order whose id cannot be
 * one. Both check the token; the service neither opens a transaction nor asks anybody.
 */
public final class EmptyEndpoint {

  private static final String PATH = "/api/v1/orders/0";
  private static final int CONNECTIONS = 64;
  private static final int WARM_UP = 2_000;
  private static final int TOO_MANY = 429;

  private final URI gateway;
  private final String token;
  private final List<MeasuredProcess> workers;
  private final Duration length;

  /**
   * The endpoint of a platform that runs.
   *
   * @param workers its gateway and the service that answers
   */
  public EmptyEndpoint(URI gateway, String token, List<MeasuredProcess> workers, Duration length) {
    this.gateway = gateway;
    this.token = token;
    this.workers = List.copyOf(workers);
    this.length = length;
  }

  public Limit measure() throws Exception {
    try (LoadGenerator generator = new LoadGenerator(gateway)) {
      generator.get(ClosedLoop.of(WARM_UP), PATH, token, CONNECTIONS);
      return Stopwatch.time(
          "an empty endpoint behind the gateway: GET %s, %d connections"
              .formatted(PATH, CONNECTIONS),
          workers,
          () -> answered(generator.get(ClosedLoop.lasting(length), PATH, token, CONNECTIONS)));
    }
  }

  private static long answered(LoadResult load) {
    long answered = load.sent();
    long others =
        load.answers().getOrDefault(TOO_MANY, 0L)
            + load.answers().getOrDefault(LoadResult.NO_ANSWER, 0L);
    if (others > answered / 100) {
      throw new IllegalStateException(
          "The gateway turns requests away: "
              + load.answers()
              + "; start it with GATEWAY_RATELIMITS_BACKENDS_PERSECOND=1000000 and …_BURST=1000000");
    }
    return answered - others;
  }
}
