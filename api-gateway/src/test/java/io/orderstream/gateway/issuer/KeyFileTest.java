package io.orderstream.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

  @TempDir private Path directory;

  @Test
  void makesAKeyPairThatOnlyItsOwnerCanRead() throws IOException {
    RSAKey key = new KeyFile(path()).key();

    assertThat(key.isPrivate()).isTrue();
    assertThat(key.size()).isEqualTo(2048);
    assertThat(key.getKeyID()).isNotEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsTheKeyPair() {
    assertThat(new KeyFile(path()).key()).isEqualTo(new KeyFile(path()).key());
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    new KeyFile(path()).key();

    try (Stream<Path> files = Files.list(path().getParent())) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void makesOneKeyPairForAllThatStartAtOnce() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<RSAKey> start = () -> new KeyFile(path()).key();
      List<Future<RSAKey>> keys = executor.invokeAll(List.of(start, start, start, start));

      RSAKey stored = new KeyFile(path()).key();
      for (Future<RSAKey> key : keys) {
        assertThat(key.get()).isEqualTo(stored);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "not json", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"})
  void refusesAFileThatHoldsNoKeyPair(String content) throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), content);

    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> new KeyFile(path()).key())
        .withMessage("The issuer's key file %s holds no RSA key pair.", path());
    assertThat(path()).hasContent(content);
  }

  @Test
  void refusesAPublicKeyAlone() throws Exception {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), new RSAKeyGenerator(2048).generate().toPublicJWK().toJSONString());

    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> new KeyFile(path()).key())
        .withMessageContaining("holds no RSA key pair");
  }

  @Test
  void saysWhyTheFileCannotBeRead() throws IOException {
    Files.createDirectories(path());

    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> new KeyFile(path()).key())
        .withMessageStartingWith("The issuer's key file " + path() + " cannot be used: ")
        .withMessageContaining("directory");
  }

  @Test
  void saysWhyTheFileCannotBeMade() throws IOException {
    Files.writeString(directory.resolve("keys"), "in the way");

    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> new KeyFile(path()).key())
        .withMessageStartingWith("The issuer's key file " + path() + " cannot be used: ")
        .withMessageContaining(directory.resolve("keys").toString());
  }

  private Path path() {
    return directory.resolve("keys").resolve("issuer-key.json");
  }
}
