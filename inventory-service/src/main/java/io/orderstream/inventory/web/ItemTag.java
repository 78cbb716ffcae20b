package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.StockItem;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * Entity tags of items, {@code "<revision>.<version>"}. The whole tag tells whether anything of an
 * item is new. A change of the definition has to know the definition only, so that those who sell
 * fast can be changed at all: it looks at the revision alone.
 */
final class ItemTag {

  private ItemTag() {}

  static String of(StockItem item) {
    return "\"%d.%d\"".formatted(item.revision(), item.version());
  }

  /**
   * What {@code If-Match} and {@code If-None-Match: *} (RFC 9110) ask of the item there is, if any.
   */
  static Predicate<Optional<StockItem>> expected(
      @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    return present ->
        (ifMatch == null || present.filter(item -> matches(ifMatch, item)).isPresent())
            && (ifNoneMatch == null
                || present.filter(item -> matches(ifNoneMatch, item)).isEmpty());
  }

  private static boolean matches(String header, StockItem item) {
    String sameRevision = item.revision() + "\\.\\d+";
    return ETag.parse(header).stream()
        .anyMatch(tag -> tag.isWildcard() || (!tag.weak() && tag.tag().matches(sameRevision)));
  }
}
