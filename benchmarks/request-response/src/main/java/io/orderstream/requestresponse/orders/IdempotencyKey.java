package io.orderstream.requestresponse.orders;

import io.orderstream.requestresponse.web.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A name that a caller gave to a request, to repeat it without having it done twice.
 *
 * @param caller whose name it is
 */
record IdempotencyKey(String caller, String value) {

  static final String HEADER = "Idempotency-Key";

  private static final Pattern WELL_FORMED = Pattern.compile("[ -~]{1,255}");

  /**
   * @param value what the header says, if there is one
   * @throws Problem if it is no key
   */
  static @Nullable IdempotencyKey of(String caller, @Nullable String value) {
    if (value == null) {
      return null;
    }
    if (!WELL_FORMED.matcher(value).matches()) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "invalid-parameter",
          HEADER + " must be 1 to 255 printable ASCII characters");
    }
    return new IdempotencyKey(caller, value);
  }

  Problem inUse() {
    return Problem.passing(
        HttpStatus.CONFLICT,
        "idempotency-key-in-use",
        "The first request with this key is not finished: try again in a second");
  }

  Problem reused() {
    return Problem.of(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "idempotency-key-reused",
        "The key belongs to a request for something else");
  }
}
