package io.orderstream.orders.web;

import io.orderstream.orders.domain.Order;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** Versions of orders as entity tags. */
final class OrderVersions {

  private OrderVersions() {}

  static String eTag(Order order) {
    return eTag(order.version());
  }

  /** Which versions a request is meant for, by its {@code If-Match}; all of them without one. */
  static IntPredicate matching(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return _ -> true;
    }
    List<ETag> tags = ETag.parse(ifMatch);
    return version -> {
      ETag current = ETag.create(eTag(version));
      return tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(current, true));
    };
  }

  private static String eTag(int version) {
    return "\"" + version + "\"";
  }
}
