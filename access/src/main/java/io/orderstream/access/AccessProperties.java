package io.orderstream.access;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which tokens are meant for this platform. Who issues them is {@code
 * spring.security.oauth2.resourceserver.jwt.issuer-uri}.
 *
 * @param audience what a token's audience must contain
 * @param clockSkew how far the issuer's clock may be off ours
 */
@Validated
@ConfigurationProperties("access")
record AccessProperties(
    @DefaultValue("orderstream") @NotBlank String audience,
    @DefaultValue("10s") @DurationMin Duration clockSkew) {}
