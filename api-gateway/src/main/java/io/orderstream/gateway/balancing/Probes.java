package io.orderstream.gateway.balancing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks instances, beside all requests, whether they answer: so no caller waits for one that hangs,
 * or gets an error from one that is still down.
 */
@Component
class Probes {

  private static final URI READINESS = URI.create("/actuator/health/readiness");

  private final HttpClient client;
  private final BalancingLimits limits;

  Probes(HttpClient client, BalancingLimits limits) {
    this.client = client;
    this.limits = limits;
  }

  /** One instance alone is not worth asking: requests have nowhere else to go. */
  void askWhereNeeded(List<Instance> instances) {
    if (instances.size() > 1) {
      instances.stream().filter(Instance::needsProbe).forEach(this::ask);
    }
  }

  private void ask(Instance instance) {
    instance.probed();
    HttpRequest question =
        HttpRequest.newBuilder(instance.locate(READINESS)).timeout(limits.patience()).build();
    var _ =
        client
            .sendAsync(question, BodyHandlers.discarding())
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    instance.giveUp(failure.toString());
                  } else if (answer.statusCode() >= 500) {
                    instance.leaveAlone("not ready, status " + answer.statusCode());
                  } else {
                    instance.trust();
                  }
                });
  }
}
