package io.orderstream.notifications.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One value of a request that cannot be accepted.
 *
 * @param pointer the JSON pointer of a field of the body
 * @param parameter the name of a parameter, where it is no field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "InvalidPart",
    requiredProperties = {"code", "detail"})
record InvalidPart(
    @Schema(example = "/reason") @Nullable String pointer,
    @Schema(example = "orderId") @Nullable String parameter,
    @Schema(example = "wrong-type") String code,
    String detail) {

  static InvalidPart parameter(String name, String code, String detail) {
    return new InvalidPart(null, name, code, detail);
  }
}
