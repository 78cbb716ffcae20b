package io.orderstream.gateway.problems;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * An RFC 9457 problem detail. The gateway has one for each status, named as the services name
 * theirs, and tells nothing internal.
 */
record Problem(
    String type, String title, int status, String detail, String code, String correlationId) {

  private static final Pattern LATER_CAPITAL = Pattern.compile(" \\p{Lu}");

  static Problem of(int status, boolean repeatable, String correlationId) {
    String title = title(status);
    String code = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    return new Problem(
        "urn:orderstream:problem:" + code,
        title,
        status,
        detail(status, repeatable),
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
      case 404 -> "There is nothing at this path.";
      case 405 -> "The path does not support this method.";
      case 413 -> "The request's body is too large.";
      case 503 -> "The service behind this path is unavailable. " + advice;
      case 504 -> "The service behind this path did not answer in time. " + advice;
      case 500 -> "The request failed through no fault of the caller.";
      default -> "The request cannot be served.";
    };
  }
}
