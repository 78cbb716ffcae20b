package io.orderstream.inventory.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * One value of a request that cannot be accepted.
 *
 * @param pointer the JSON pointer of a field of the body
 * @param parameter the name of a parameter, where it is no field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "InvalidPart", requiredProperties = "code")
record InvalidPart(
    @Schema(example = "/unitPrice/amount") @Nullable String pointer,
    @Schema(example = "limit") @Nullable String parameter,
    @Schema(example = "invalid-value") String code,
    @Nullable String detail) {

  static InvalidPart field(String pointer, String code, @Nullable String detail) {
    return new InvalidPart(pointer, null, code, detail);
  }

  static InvalidPart parameter(@Nullable String name, String code, @Nullable String detail) {
    return new InvalidPart(null, name, code, detail);
  }

  /** The field that a body could not be read for. */
  static InvalidPart unreadable(JacksonException e) {
    String pointer = pointer(e.getPath());
    return e instanceof UnrecognizedPropertyException
        ? field(pointer, "unknown-field", "there is no such field here")
        : field(pointer, "wrong-type", "this field has the wrong type");
  }

  private static String pointer(List<JacksonException.Reference> path) {
    var pointer = new StringBuilder();
    for (JacksonException.Reference step : path) {
      String name = step.getPropertyName();
      pointer
          .append('/')
          .append(name == null ? step.getIndex() : name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
