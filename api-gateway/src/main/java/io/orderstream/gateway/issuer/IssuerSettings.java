package io.orderstream.gateway.issuer;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;

/**
 * What of the issuer is its own; the rest is Spring's {@code
 * spring.security.oauth2.authorizationserver}.
 *
 * @param keyFile where the key pair is kept; made at the first start
 * @param shoppers customers who can log in, each with the name as the password
 */
@Profile("local")
@ConfigurationProperties("issuer")
record IssuerSettings(Path keyFile, Set<String> shoppers) {}
