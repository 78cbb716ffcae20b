package io.orderstream.gateway.issuer;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Remembers the latest authorizations only: a script that asks for tokens without end does not fill
 * the memory. Tokens stay valid when they are forgotten here.
 */
class RecentAuthorizations implements OAuth2AuthorizationService {

  static final int LIMIT = 500;

  private final OAuth2AuthorizationService remembered = new InMemoryOAuth2AuthorizationService();
  private final Queue<String> ids = new ArrayDeque<>();

  @Override
  public synchronized void save(OAuth2Authorization authorization) {
    if (findById(authorization.getId()) == null) {
      ids.add(authorization.getId());
    }
    remembered.save(authorization);
    if (ids.size() > LIMIT) {
      forget(ids.remove());
    }
  }

  private void forget(String id) {
    OAuth2Authorization oldest = findById(id);
    if (oldest != null) {
      remembered.remove(oldest);
    }
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    remembered.remove(authorization);
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return remembered.findById(id);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    return remembered.findByToken(token, type);
  }
}
