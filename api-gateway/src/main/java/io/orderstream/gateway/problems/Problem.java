package io.orderstream.gateway.problems;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An RFC 9457 problem detail. The gateway has one for each status, named as the services name
 * theirs, and tells nothing internal.
 */
record Problem(
    String type, String title, int status, String detail, String code, String correlationId) {

  private static final Pattern LATER_CAPITAL = Pattern.compile(" \\p{Lu}");

  /**
   * @param message of whoever refused the request, if it is meant for the caller
   * @param repeatable whether the caller is told when to repeat the request
   */
  static Problem of(
      int status, @Nullable String message, boolean repeatable, String correlationId) {
    String title = title(status);
    String code = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    return new Problem(
        "urn:orderstream:problem:" + code,
        title,
        status,
        message == null ? detail(status, repeatable) : message,
        code,
        correlationId);
  }

  private static String title(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return switch (known) {
      case BAD_REQUEST -> "Malformed request";
      case INTERNAL_SERVER_ERROR -> "Internal error";
      case null -> "Error";
      default ->
          LATER_CAPITAL
              .matcher(known.getReasonPhrase())
              .replaceAll(capital -> capital.group().toLowerCase(Locale.ROOT));
    };
  }

  private static String detail(int status, boolean repeatable) {
    String advice =
        repeatable
            ? "Try again later."
            : "The request may or may not have been carried out: look before you repeat it.";
    return switch (status) {
      case 400 -> "The request is malformed.";
      case 401 -> "This takes a genuine access token.";
      case 403 -> "This is not allowed.";
      case 404 -> "There is nothing at this path.";
      case 405 -> "The path does not support this method.";
      case 408 -> "The request did not arrive in time.";
      case 413 -> "The request's body is too large.";
      case 414 -> "The request's URL is too long.";
      case 429 -> "There were too many requests from this caller. Try again later.";
      case 431 -> "The request's headers are too large.";
      case 503 -> "The service behind this path is unavailable. " + advice;
      case 504 -> "The service behind this path did not answer in time. " + advice;
      case 500 -> "The request failed through no fault of the caller.";
      default -> "The request cannot be served.";
    };
  }
}
