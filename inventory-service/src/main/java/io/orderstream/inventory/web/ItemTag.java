package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.StockItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** Entity tags of items, and the conditions that callers put on them. */
final class ItemTag {

  private ItemTag() {}

  static String of(StockItem item) {
    return ETag.quoteETagIfNecessary(Long.toString(item.version()));
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
    List<ETag> tags = ETag.parse(header);
    ETag present = ETag.create(of(item));
    return tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(present, true));
  }
}
