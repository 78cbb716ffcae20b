package io.orderstream.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The issuer's public keys, fetched when the first token comes: a service starts without its
 * issuer. Where no address for them is configured, it is in the issuer's own description (OpenID
 * Connect Discovery 1.0, section 4).
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

  private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);
  private static final Duration READ_LIMIT = Duration.ofSeconds(2);
  private static final Duration OUTAGE = Duration.ofHours(12);
  private static final Duration FETCH_INTERVAL = Duration.ofSeconds(5);

  private static final ParameterizedTypeReference<Map<String, Object>> DESCRIPTION =
      new ParameterizedTypeReference<>() {};

  private final String issuer;
  private final RestClient http;
  private volatile @Nullable String address;
  private volatile boolean known;

  private IssuerKeys(String issuer, @Nullable String address) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build());
    requests.setReadTimeout(READ_LIMIT);
    this.issuer = issuer;
    this.address = address;
    this.http = RestClient.builder().requestFactory(requests).build();
  }

  /**
   * Keys that are kept for some minutes, and for hours where the issuer is away. Tokens that name
   * an unknown key have them fetched anew, but a flood of such tokens does not become one of
   * requests.
   */
  static JWKSource<SecurityContext> of(String issuer, @Nullable String address) {
    IssuerKeys keys = new IssuerKeys(issuer, address);
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(keys)
            .rateLimited(FETCH_INTERVAL.toMillis())
            .outageTolerant(OUTAGE.toMillis())
            .build();
    return (selector, context) -> {
      try {
        return source.get(selector, context);
      } catch (RateLimitReachedException e) {
        if (keys.known) {
          return List.of();
        }
        throw e;
      }
    };
  }

  @Override
  public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      JWKSet keys = JWKSet.parse(get(address()));
      known = true;
      return keys;
    } catch (RestClientException e) {
      throw new JWKSetRetrievalException("The issuer " + issuer + " does not answer", e);
    } catch (ParseException e) {
      throw new JWKSetParseException("The keys of " + issuer + " cannot be read", e);
    }
  }

  private String address() throws JWKSetUnavailableException {
    String found = address;
    if (found == null) {
      Map<String, Object> description =
          http.get()
              .uri(URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"))
              .retrieve()
              .body(DESCRIPTION);
      if (description == null
          || !issuer.equals(description.get("issuer"))
          || !(description.get("jwks_uri") instanceof String uri)) {
        throw new JWKSetUnavailableException("The issuer " + issuer + " does not describe itself");
      }
      found = uri;
      address = uri;
    }
    return found;
  }

  private String get(String uri) throws JWKSetUnavailableException {
    String body = http.get().uri(URI.create(uri)).retrieve().body(String.class);
    if (body == null) {
      throw new JWKSetUnavailableException("The issuer " + issuer + " shows no keys");
    }
    return body;
  }

  @Override
  public void close() {}
}
