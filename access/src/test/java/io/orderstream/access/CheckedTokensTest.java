package io.orderstream.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class CheckedTokensTest {

  private final List<String> signaturesChecked = new ArrayList<>();
  private final Set<String> invalid = ConcurrentHashMap.newKeySet();
  private final CheckedTokens tokens = new CheckedTokens(this::checkSignature, this::validate);

  @Test
  void checksTheSignatureOfATokenOnce() {
    tokens.decode("one");
    tokens.decode("two");

    assertThat(tokens.decode("one").getTokenValue()).isEqualTo("one");
    assertThat(signaturesChecked).containsExactly("one", "two");
  }

  @Test
  void refusesAKnownTokenThatIsNoLongerValid() {
    tokens.decode("one");
    invalid.add("one");

    assertThatExceptionOfType(JwtValidationException.class).isThrownBy(() -> tokens.decode("one"));
  }

  @Test
  void remembersNoTokenThatIsNotGenuine() {
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("forged"));
    }

    assertThat(signaturesChecked).containsExactly("forged", "forged");
  }

  private Jwt checkSignature(String token) {
    signaturesChecked.add(token);
    if (token.equals("forged")) {
      throw new BadJwtException("forged");
    }
    return Jwt.withTokenValue(token).header("alg", "RS256").subject("alice").build();
  }

  private OAuth2TokenValidatorResult validate(Jwt jwt) {
    return invalid.contains(jwt.getTokenValue())
        ? OAuth2TokenValidatorResult.failure(
            new OAuth2Error("invalid_token", "no longer valid", null))
        : OAuth2TokenValidatorResult.success();
  }
}
