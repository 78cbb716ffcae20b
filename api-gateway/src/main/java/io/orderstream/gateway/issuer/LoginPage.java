package io.orderstream.gateway.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.Principal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/** Where shoppers log in: one page, without scripts and without anything to load. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LoginPage {

  static final String PATH = "/login";
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, UTF_8);

  @Bean
  RouterFunction<ServerResponse> loginRoute(IssuerSettings settings) {
    String shoppers = HtmlUtils.htmlEscape(String.join(", ", settings.shoppers()));
    return RouterFunctions.route().GET(PATH, request -> show(request, shoppers)).build();
  }

  private static ServerResponse show(ServerRequest request, String shoppers) throws IOException {
    CsrfToken csrf = (CsrfToken) request.attribute(CsrfToken.class.getName()).orElseThrow();
    String page =
        new ClassPathResource("issuer/login.html")
            .getContentAsString(UTF_8)
            .replace("{shoppers}", shoppers)
            .replace("{csrf}", HtmlUtils.htmlEscape(csrf.getToken()))
            .replace("{message}", message(request));
    return ServerResponse.ok().contentType(HTML).body(page);
  }

  private static String message(ServerRequest request) {
    if (request.param("error").isPresent()) {
      return "<p role=\"alert\">That name and password do not belong together.</p>";
    }
    return request
        .principal()
        .map(Principal::getName)
        .map(HtmlUtils::htmlEscape)
        .map("<p role=\"status\">You are logged in as %s. Log in as somebody else?</p>"::formatted)
        .orElse("");
  }
}
