package io.orderstream.gateway.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords as they are. Those of the issuer can be read in its configuration anyway. */
class PlainPasswords implements PasswordEncoder {

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return password == null ? null : password.toString();
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String stored) {
    return password != null
        && stored != null
        && MessageDigest.isEqual(password.toString().getBytes(UTF_8), stored.getBytes(UTF_8));
  }
}
