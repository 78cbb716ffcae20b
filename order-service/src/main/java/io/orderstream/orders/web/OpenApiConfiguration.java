package io.orderstream.orders.web;

import static io.orderstream.orders.web.ProblemType.FORBIDDEN;
import static io.orderstream.orders.web.ProblemType.INVALID_PARAMETER;
import static io.orderstream.orders.web.ProblemType.MALFORMED_REQUEST;
import static io.orderstream.orders.web.ProblemType.NOT_ACCEPTABLE;
import static io.orderstream.orders.web.ProblemType.UNAUTHORIZED;
import static io.orderstream.orders.web.ProblemType.UNSUPPORTED_MEDIA_TYPE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.orderstream.messaging.correlation.Correlation;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Describes the API at {@code /v3/api-docs}: here stands what holds for every operation. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  private static final String ACCESS_TOKEN = "accessToken";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .servers(List.of(new Server().url("/")))
        .info(
            new Info()
                .title("Orders")
                .version("v1")
                .description("Places orders, shows what became of them, and calls them off."))
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
                            "An OAuth 2 access token. `orders` is for one's own orders, whose"
                                + " customer is the token's subject; `orders:any` for those of all"
                                + " customers; `ops` for operations")))
        .addSecurityItem(new SecurityRequirement().addList(ACCESS_TOKEN));
  }

  @Bean
  OpenApiCustomizer problemSchema() {
    return api ->
        ModelConverters.getInstance(true)
            .readAll(Problem.class)
            .forEach(api.getComponents()::addSchemas);
  }

  @Bean
  OperationCustomizer whatHoldsForAll() {
    return (operation, method) -> {
      operation.addParametersItem(new Parameter().$ref(Correlation.HEADER));
      ApiResponses responses = operation.getResponses();
      responses.forEach(
          (status, response) -> {
            if (status.startsWith("4")) {
              response.content(problem(new MediaType()));
            }
          });
      problemsOf(operation, method).stream()
          .collect(groupingBy(ProblemType::status))
          .forEach((status, types) -> add(responses, status, types));
      responses.addApiResponse(
          ApiResponses.DEFAULT,
          new ApiResponse().description("Any other problem").content(problem(new MediaType())));
      responses
          .values()
          .forEach(
              response ->
                  response.addHeaderObject(
                      Correlation.HEADER, new Header().$ref(Correlation.HEADER)));
      return operation;
    };
  }

  private static Set<ProblemType> problemsOf(Operation operation, HandlerMethod method) {
    Set<ProblemType> types =
        EnumSet.of(MALFORMED_REQUEST, INVALID_PARAMETER, UNAUTHORIZED, FORBIDDEN, NOT_ACCEPTABLE);
    if (operation.getRequestBody() != null) {
      types.add(UNSUPPORTED_MEDIA_TYPE);
    }
    Problems own = method.getMethodAnnotation(Problems.class);
    if (own != null) {
      types.addAll(List.of(own.value()));
    }
    return types;
  }

  private static void add(ApiResponses responses, HttpStatus status, List<ProblemType> types) {
    MediaType content = new MediaType();
    types.forEach(
        type -> content.addExamples(type.code(), new Example().value(Problem.example(type))));
    ApiResponse response =
        new ApiResponse()
            .description(types.stream().map(ProblemType::meaning).collect(joining(". ")))
            .content(problem(content));
    if (types.contains(UNAUTHORIZED)) {
      response.addHeaderObject(
          "WWW-Authenticate",
          new Header().description("What is wrong with the token").schema(new StringSchema()));
    }
    if (types.contains(ProblemType.IDEMPOTENCY_KEY_IN_USE)
        || types.contains(ProblemType.TOO_MANY_STREAMS)) {
      response.addHeaderObject(
          "Retry-After",
          new Header()
              .description("After how many seconds to try again, where that helps")
              .schema(new StringSchema()));
    }
    responses.addApiResponse(String.valueOf(status.value()), response);
  }

  private static Content problem(MediaType type) {
    return new Content()
        .addMediaType(
            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
            type.schema(new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + "Problem")));
  }
}
