package io.orderstream.localstack.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Proof that whoever redeems a code is who asked for it (PKCE, RFC 7636).
 *
 * @param verifier the secret, shown when the code is redeemed
 */
record ProofKey(String verifier) {

  static ProofKey random() {
    return new ProofKey(randomText());
  }

  /** 256 random bits as text. */
  static String randomText() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return text(bytes);
  }

  /** What of the secret is shown when the code is asked for. */
  String challenge() {
    try {
      return text(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
