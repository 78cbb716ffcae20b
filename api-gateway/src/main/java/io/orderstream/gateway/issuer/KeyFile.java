package io.orderstream.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;

/** The issuer's key pair as a JSON Web Key in a file, so that tokens outlive the gateway. */
record KeyFile(Path path) {

  private static final int BITS = 2048;

  /**
   * The key pair; a new one where there is no file yet. Nobody but the owner may read the file. Of
   * several that make it at once, all get the same key.
   *
   * @throws UnusableKeyFile if the file can be neither read nor made, or holds no RSA key pair
   */
  RSAKey key() {
    try {
      if (Files.notExists(path)) {
        create();
      }
      RSAKey key = RSAKey.parse(Files.readString(path));
      if (!key.isPrivate()) {
        throw UnusableKeyFile.withoutKeyPair(path);
      }
      return key;
    } catch (ParseException _) {
      throw UnusableKeyFile.withoutKeyPair(path);
    } catch (IOException e) {
      throw UnusableKeyFile.because(path, e);
    }
  }

  private void create() throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path draft = Files.createTempFile(directory, ".issuer-key", null);
    try {
      Files.writeString(draft, newKey().toJSONString(), StandardOpenOption.SYNC);
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException _) {
      // Another gateway was faster: its key counts.
    } finally {
      Files.delete(draft);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
