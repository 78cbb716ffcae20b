package io.orderstream.orders.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import java.net.URI;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  private static final Content PROBLEM =
      new Content()
          .addMediaType(
              org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              new MediaType()
                  .schema(new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + "Problem")));

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .servers(List.of(new Server().url("/")))
        .info(
            new Info()
                .title("Orders")
                .version("v1")
                .description("Places orders, shows what became of them, and calls them off."));
  }

  /** Whatever an operation cannot do, it answers with a problem. */
  @Bean
  OpenApiCustomizer problems() {
    return api -> {
      ModelConverters.getInstance(true)
          .readAll(Problem.class)
          .forEach(api.getComponents()::addSchemas);
      api.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(operation -> describeProblems(operation.getResponses()));
    };
  }

  private static void describeProblems(ApiResponses responses) {
    responses.forEach(
        (status, response) -> {
          if (status.startsWith("4")) {
            response.content(PROBLEM);
          } else if (status.equals("304")) {
            response.content(null);
          }
        });
    responses.addApiResponse(
        ApiResponses.DEFAULT, new ApiResponse().description("Any other problem").content(PROBLEM));
  }

  /** RFC 9457, with our extensions. */
  private record Problem(
      URI type,
      String title,
      int status,
      String detail,
      String code,
      String correlationId,
      List<InvalidField> errors) {}
}
