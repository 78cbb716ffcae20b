package io.orderstream.orders.domain;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Refused items as they are stored: a JSON array, or null where nothing was refused. */
final class RefusedItemsColumn {

  private RefusedItemsColumn() {}

  static @Nullable String write(List<RefusedItem> items) {
    return items.isEmpty()
        ? null
        : JsonMapper.shared().writeValueAsString(items.stream().map(StoredItem::of).toList());
  }

  static List<RefusedItem> read(@Nullable String json) {
    return json == null
        ? List.of()
        : Stream.of(JsonMapper.shared().readValue(json, StoredItem[].class))
            .map(StoredItem::toItem)
            .toList();
  }

  private record StoredItem(String sku, RefusedItem.Reason reason, int requested, int available) {

    static StoredItem of(RefusedItem item) {
      return new StoredItem(item.sku().value(), item.reason(), item.requested(), item.available());
    }

    RefusedItem toItem() {
      return new RefusedItem(new Sku(sku), reason, requested, available);
    }
  }
}
