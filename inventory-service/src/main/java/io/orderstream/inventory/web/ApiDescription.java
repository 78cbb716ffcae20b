package io.orderstream.inventory.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI description: its title, and the problem that every operation may answer with. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Orderstream inventory")
                .version("v1")
                .description("Items of the shop and their stock."))
        .components(new Components().addSchemas(PROBLEM, problem()));
  }

  @Bean
  OpenApiCustomizer problems() {
    return api ->
        api.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .forEach(ApiDescription::addProblem);
  }

  private static void addProblem(Operation operation) {
    var content =
        new Content()
            .addMediaType(
                "application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM)));
    operation
        .getResponses()
        .addApiResponse("default", new ApiResponse().description("A problem").content(content));
  }

  private static Schema<?> problem() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("pointer", new StringSchema().example("/unitPrice/amount"))
            .addProperty("parameter", new StringSchema())
            .addProperty("code", new StringSchema())
            .addProperty("detail", new StringSchema());
    Schema<?> errors = new ArraySchema().items(error);
    errors.description("Which values cannot be accepted, where that is the problem");
    return new ObjectSchema()
        .addProperty("type", new StringSchema().example("urn:orderstream:problem:item-not-found"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("code", new StringSchema().example("item-not-found"))
        .addProperty("correlationId", new StringSchema())
        .addProperty("errors", errors);
  }
}
