package io.orderstream.notifications.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.orderstream.messaging.correlation.Correlation;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.net.URI;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI description: what holds for every operation is added here. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String PROBLEM = "Problem";
  private static final String ACCESS_TOKEN = "accessToken";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Orderstream notifications")
                .version("v1")
                .description("What customers were told about their orders."))
        .servers(List.of(new Server().url("/")))
        .components(
            new Components()
                .addParameters(
                    Correlation.HEADER,
                    new HeaderParameter()
                        .name(Correlation.HEADER)
                        .description("What logs and events shall know the request by")
                        .schema(new StringSchema().pattern("[A-Za-z0-9._-]{1,64}")))
                .addHeaders(
                    Correlation.HEADER,
                    new Header()
                        .description("What logs and events know the request by")
                        .schema(new StringSchema()))
                .addSecuritySchemes(
                    ACCESS_TOKEN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description(
                            "An OAuth 2 access token with `orders` for one's own, or `orders:any`")))
        .addSecurityItem(new SecurityRequirement().addList(ACCESS_TOKEN));
  }

  @Bean
  OpenApiCustomizer whatHoldsForAll() {
    return api -> {
      ModelConverters.getInstance(true)
          .readAll(Problem.class)
          .forEach(api.getComponents()::addSchemas);
      api.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(ApiDescription::complete);
    };
  }

  private static void complete(Operation operation) {
    operation.addParametersItem(new Parameter().$ref(Correlation.HEADER));
    ApiResponses responses = operation.getResponses();
    add(responses, ProblemType.MALFORMED_REQUEST, "The request or a parameter is malformed");
    add(responses, ProblemType.UNAUTHORIZED, "There is no access token that holds");
    add(responses, ProblemType.FORBIDDEN, "The access token does not allow this");
    add(responses, ProblemType.NOT_ACCEPTABLE, "There is only JSON");
    responses.addApiResponse(
        ApiResponses.DEFAULT, new ApiResponse().description("Any other problem"));
    responses.forEach(ApiDescription::complete);
  }

  private static void add(ApiResponses responses, ProblemType type, String description) {
    responses.putIfAbsent(type.status(), new ApiResponse().description(description));
  }

  private static void complete(String status, ApiResponse response) {
    if (status.startsWith("4") || status.equals(ApiResponses.DEFAULT)) {
      response.content(
          new Content()
              .addMediaType(
                  org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                  new MediaType().schema(new JsonSchema().$ref(PROBLEM))));
    }
    response.addHeaderObject(Correlation.HEADER, new Header().$ref(Correlation.HEADER));
    if (status.equals("401")) {
      response.addHeaderObject(
          "WWW-Authenticate",
          new Header().description("What is wrong with the token").schema(new StringSchema()));
    }
  }

  /** RFC 9457, with our extensions. */
  @Schema(name = PROBLEM)
  private record Problem(
      @Schema(example = "urn:orderstream:problem:order-not-found", requiredMode = REQUIRED)
          URI type,
      @Schema(example = "Order not found", requiredMode = REQUIRED) String title,
      @Schema(example = "404", requiredMode = REQUIRED) int status,
      @Schema(
              example = "There is no order 0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
              requiredMode = REQUIRED)
          String detail,
      @Schema(
              example = "/api/v1/orders/0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b/notifications",
              type = "string",
              format = "uri-reference")
          URI instance,
      @Schema(example = "order-not-found", requiredMode = REQUIRED) String code,
      @Schema(example = "storefront-9a41d7", requiredMode = REQUIRED) String correlationId,
      @Schema(description = "Which values cannot be accepted, where that is the problem")
          List<InvalidPart> errors) {}
}
