package io.orderstream.localstack.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProofKeyTest {

  /** The example of RFC 7636, appendix B. */
  @Test
  void showsOfTheSecretOnlyItsDigest() {
    assertThat(new ProofKey("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void isNewEachTime() {
    assertThat(ProofKey.random()).isNotEqualTo(ProofKey.random());
    assertThat(ProofKey.random().verifier()).matches("[A-Za-z0-9_-]{43}");
  }
}
