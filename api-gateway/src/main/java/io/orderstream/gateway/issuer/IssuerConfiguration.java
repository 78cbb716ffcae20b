package io.orderstream.gateway.issuer;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

@Configuration(proxyBeanMethods = false)
@Profile("local")
class IssuerConfiguration {

  private static final String AUDIENCE = "orderstream";

  @Bean
  @Order(1)
  SecurityFilterChain protocolEndpoints(HttpSecurity http) {
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(withDefaults());
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .headers(withDefaults())
        .exceptionHandling(
            exceptions ->
                exceptions.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint(LoginPage.PATH),
                    new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain login(HttpSecurity http) {
    return http.securityMatcher(LoginPage.PATH)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .formLogin(
            form -> form.loginPage(LoginPage.PATH).defaultSuccessUrl(LoginPage.PATH).permitAll())
        .logout(logout -> logout.disable())
        .headers(
            headers ->
                headers.contentSecurityPolicy(
                    policy -> policy.policyDirectives(LoginPage.CONTENT_SECURITY_POLICY)))
        .build();
  }

  /** Has the register of logins forget sessions that have ended. */
  @Bean
  HttpSessionEventPublisher endsOfSessions() {
    return new HttpSessionEventPublisher();
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(IssuerSettings settings) {
    return new ImmutableJWKSet<>(new JWKSet(new KeyFile(settings.keyFile()).key()));
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> audience() {
    return token -> {
      if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
        token.getClaims().audience(List.of(AUDIENCE));
      }
    };
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new RecentAuthorizations();
  }

  @Bean
  UserDetailsService shoppers(IssuerSettings settings) {
    return new InMemoryUserDetailsManager(
        settings.shoppers().stream().map(IssuerConfiguration::shopper).toList());
  }

  private static UserDetails shopper(String name) {
    return User.withUsername(name).password(name).authorities(List.of()).build();
  }

  @Bean
  PasswordEncoder plainPasswords() {
    return new PlainPasswords();
  }
}
