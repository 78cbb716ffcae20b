package io.orderstream.gateway.arrival;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How requests may come in. How long a client may pause is {@code
 * server.tomcat.connection-timeout}.
 *
 * @param maxBodySize of a request
 * @param maxTime in which a request's headers must have come, and then its body
 */
@Validated
@ConfigurationProperties("gateway.arrival")
record Arrival(@NotNull DataSize maxBodySize, @NotNull @DurationMin(millis = 1) Duration maxTime) {}
