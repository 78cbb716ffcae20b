package io.orderstream.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For the API's description: RFC 9457, with our extensions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"type", "title", "status", "code", "correlationId"})
record Problem(
    @Schema(description = "Names the kind of problem, as `code` does") URI type,
    String title,
    int status,
    @Nullable String detail,
    @Schema(
            description = "The address that was asked for",
            type = "string",
            format = "uri-reference")
        @Nullable URI instance,
    @Schema(description = "What to branch on") String code,
    @Schema(description = "What to tell support: logs know the request by it") String correlationId,
    @Schema(description = "The parts of the request that are wrong, where they can be named")
        @Nullable List<InvalidField> errors,
    @Schema(description = "What the order comes to now, where that is the problem")
        @Nullable MoneyBody total) {

  static Problem example(ProblemType type) {
    return new Problem(
        type.uri(),
        type.title(),
        type.status().value(),
        type.meaning(),
        null,
        type.code(),
        "storefront-9a41d7",
        null,
        null);
  }
}
