package io.orderstream.orders.admission;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much work the service takes on.
 *
 * @param atWork how many requests use the database at a time, besides new orders, which take two
 *     connections at most; fewer than it has connections, as settling orders and publishing events
 *     must go on when requests are many
 * @param waiting how many requests may wait for that
 * @param longestWait how long a request waits at most
 */
@Validated
@ConfigurationProperties("orders.admission")
record AdmissionProperties(
    @DefaultValue("3") @Min(1) int atWork,
    @DefaultValue("200") @Min(0) int waiting,
    @DefaultValue("1s") @NotNull Duration longestWait) {}
