package io.orderstream.gateway.documentation;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** Swagger UI at {@code /docs}, with a start script of our own that lists the services. */
@Configuration(proxyBeanMethods = false)
class DocumentationPages implements WebMvcConfigurer {

  private static final String START = "/docs/index.html";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    String version = new WebJarVersionLocator().version("swagger-ui");
    registry
        .addResourceHandler("/docs/**")
        .addResourceLocations(
            "classpath:/docs/",
            "classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/");
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/docs", START);
    registry.addRedirectViewController("/docs/", START);
    registry.addRedirectViewController("/swagger-ui.html", START);
  }
}
