package io.orderstream.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is wrong with one part of a request. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"code", "detail"})
record InvalidField(
    @Schema(description = "The part of the body, as a JSON Pointer", example = "/lines/0/sku")
        @Nullable String pointer,
    @Schema(description = "The parameter, where it is none of the body") @Nullable String parameter,
    @Schema(description = "The rule that was broken", example = "unknown-item") String code,
    String detail) {

  static InvalidField at(String pointer, String code, String detail) {
    return new InvalidField(pointer, null, code, detail);
  }

  static InvalidField inParameter(String parameter, String code, String detail) {
    return new InvalidField(null, parameter, code, detail);
  }
}
