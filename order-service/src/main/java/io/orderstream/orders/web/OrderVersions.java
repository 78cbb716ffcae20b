package io.orderstream.orders.web;

import io.orderstream.orders.domain.Order;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** Versions of orders as entity tags. */
final class OrderVersions {

  private static final Pattern TAG = Pattern.compile("(W/)?\"[^\"]*\"");
  private static final Pattern SEPARATORS = Pattern.compile("[ \t,]*");

  private OrderVersions() {}

  static String eTag(Order order) {
    return eTag(order.version());
  }

  /**
   * Which versions a request is meant for, by its {@code If-Match}; all of them without one.
   *
   * @throws InvalidParameter if it has no entity tags, or something else besides
   */
  static IntPredicate matching(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return _ -> true;
    }
    List<ETag> tags = ETag.parse(ifMatch);
    String besides = TAG.matcher(ifMatch).replaceAll("");
    if (!ifMatch.strip().equals("*")
        && (tags.isEmpty() || !SEPARATORS.matcher(besides).matches())) {
      throw InvalidParameter.named(
          HttpHeaders.IF_MATCH, "invalid-format", "must be * or entity tags in double quotes");
    }
    return version -> tags.stream().anyMatch(tag -> matches(tag, version, true));
  }

  /** Whether a client has an order's present version already, by its {@code If-None-Match}. */
  static boolean isKnown(Order order, @Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && ETag.parse(ifNoneMatch).stream().anyMatch(tag -> matches(tag, order.version(), false));
  }

  private static boolean matches(ETag tag, int version, boolean strong) {
    return tag.isWildcard() || tag.compare(ETag.create(eTag(version)), strong);
  }

  private static String eTag(int version) {
    return "\"" + version + "\"";
  }
}
