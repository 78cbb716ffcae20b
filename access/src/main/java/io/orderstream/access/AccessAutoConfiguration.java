package io.orderstream.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes a service an OAuth 2 resource server. */
@AutoConfiguration(before = OAuth2ResourceServerAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({AccessProperties.class, OAuth2ResourceServerProperties.class})
public class AccessAutoConfiguration {

  /**
   * Takes tokens that the issuer has signed for this platform, with an algorithm of our choice, and
   * that are valid now.
   *
   * @throws IssuerMissing if no issuer is configured
   */
  @Bean
  JwtDecoder accessTokens(OAuth2ResourceServerProperties resourceServer, AccessProperties access) {
    OAuth2ResourceServerProperties.Jwt tokens = resourceServer.getJwt();
    String issuer = tokens.getIssuerUri();
    if (issuer == null || issuer.isBlank()) {
      throw new IssuerMissing();
    }
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(IssuerKeys.of(issuer, tokens.getJwkSetUri()))
            .jwsAlgorithms(
                accepted ->
                    tokens.getJwsAlgorithms().stream()
                        .map(SignatureAlgorithm::from)
                        .forEach(accepted::add))
            .build();
    JwtTimestampValidator lifetime = new JwtTimestampValidator(access.clockSkew());
    lifetime.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
    return new CheckedTokens(
        decoder,
        new DelegatingOAuth2TokenValidator<Jwt>(
            lifetime,
            new JwtIssuerValidator(issuer),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD,
                audience -> audience != null && audience.contains(access.audience())),
            new JwtClaimValidator<String>(JwtClaimNames.SUB, Objects::nonNull)));
  }

  @Bean
  SecurityFilterChain accessRules(HttpSecurity http, ObjectProvider<AccessRules> rules) {
    Refusals refusals = new Refusals();
    return http.authorizeHttpRequests(
            requests -> {
              requests
                  .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                  .permitAll()
                  .requestMatchers("/actuator/health/**", "/v3/api-docs/**")
                  .permitAll();
              rules.orderedStream().forEach(rule -> rule.define(requests));
              requests.requestMatchers("/actuator/**").access(Scopes.any(Scopes.OPS));
              requests.anyRequest().authenticated();
            })
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(Customizer.withDefaults())
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .withObjectPostProcessor(new FailureHandling(refusals)))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Headers for browsers are the business of whoever talks to browsers. */
  @Bean
  @ConditionalOnMissingBean
  Customizer<HeadersConfigurer<HttpSecurity>> noHeadersForBrowsers() {
    return HeadersConfigurer::disable;
  }

  @Bean
  WebMvcConfigurer callers() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
      }
    };
  }
}
