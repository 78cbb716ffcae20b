package io.orderstream.messaging.deadletters;

import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Headers as text that any database takes: JSON with values in base64. */
final class StoredHeaders {

  private StoredHeaders() {}

  /** The record's own headers, without those that tell why it is a dead letter. */
  static String write(Headers headers) {
    return JsonMapper.shared()
        .writeValueAsString(
            StreamSupport.stream(headers.spliterator(), false)
                .filter(header -> !FailureHeaders.describes(header.key()))
                .map(StoredHeader::of)
                .toList());
  }

  static List<StoredHeader> read(String stored) {
    return List.of(JsonMapper.shared().readValue(stored, StoredHeader[].class));
  }

  record StoredHeader(String name, @Nullable String base64) {

    private static StoredHeader of(Header header) {
      byte[] value = header.value();
      return new StoredHeader(
          header.key(), value == null ? null : Base64.getEncoder().encodeToString(value));
    }

    /** The value as far as it is text. */
    @Nullable String text() {
      return base64 == null ? null : Text.of(Base64.getDecoder().decode(base64));
    }
  }
}
