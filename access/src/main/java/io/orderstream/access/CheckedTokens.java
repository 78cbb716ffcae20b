package io.orderstream.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Checks a token's signature once a minute, as that is most of what a request costs otherwise, and
 * its validity each time. A key that the issuer withdraws is trusted for a minute longer.
 */
final class CheckedTokens implements JwtDecoder {

  private static final Duration KEPT = Duration.ofMinutes(1);

  /** Of callers who come again within that time; some kilobytes each. */
  private static final int MOST = 2_000;

  private final JwtDecoder signatures;
  private final OAuth2TokenValidator<Jwt> validity;
  private final Cache<String, Jwt> genuine =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /**
   * @param signatures looks at nothing but the form and the signature
   * @param validity looks at everything else
   */
  CheckedTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> validity) {
    this.signatures = signatures;
    this.validity = validity;
  }

  @Override
  public Jwt decode(String token) {
    Jwt known = genuine.getIfPresent(token);
    Jwt jwt = known == null ? signatures.decode(token) : known;
    OAuth2TokenValidatorResult result = validity.validate(jwt);
    if (result.hasErrors()) {
      throw new JwtValidationException(
          String.valueOf(result.getErrors().iterator().next().getDescription()),
          result.getErrors());
    }
    if (known == null) {
      genuine.put(token, jwt);
    }
    return jwt;
  }
}
