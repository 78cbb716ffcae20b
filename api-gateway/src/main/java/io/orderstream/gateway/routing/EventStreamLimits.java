package io.orderstream.gateway.routing;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param maximum of event streams that are open at a time; what one customer may have is for the
 *     services to say
 */
@Validated
@ConfigurationProperties("gateway.event-streams")
record EventStreamLimits(@Positive int maximum) {}
