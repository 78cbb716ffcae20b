package io.orderstream.messaging.deadletters;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of dead letters.
 *
 * @param parkedAfter how many failed replays park a dead letter
 */
@ConfigurationProperties("messaging.dead-letters")
record DeadLetterProperties(@DefaultValue("5") int parkedAfter) {

  DeadLetterProperties {
    if (parkedAfter < 1) {
      throw new IllegalArgumentException(
          "messaging.dead-letters.parked-after must be positive, is " + parkedAfter);
    }
  }
}
