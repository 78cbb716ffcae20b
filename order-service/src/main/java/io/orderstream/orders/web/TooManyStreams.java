package io.orderstream.orders.web;

/** No further stream can be opened now. */
final class TooManyStreams extends RuntimeException {

  private final ProblemType problem;

  private TooManyStreams(ProblemType problem, String message) {
    super(message);
    this.problem = problem;
  }

  static TooManyStreams ofCustomer(int limit) {
    return new TooManyStreams(
        ProblemType.TOO_MANY_STREAMS, "There are %d streams of this customer".formatted(limit));
  }

  static TooManyStreams inService() {
    return new TooManyStreams(
        ProblemType.SERVICE_UNAVAILABLE, "No further stream can be opened now; try again later");
  }

  ProblemType problem() {
    return problem;
  }
}
