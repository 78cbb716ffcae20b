package io.orderstream.inventory.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What an item is known by: up to 64 letters, digits, dots, underscores and hyphens, a letter or
 * digit first. Case matters.
 */
public record Sku(@JsonValue String value) implements Comparable<Sku> {

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * @throws IllegalArgumentException if the value is not well formed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Sku {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "a sku has 1 to 64 letters, digits, dots, underscores and hyphens,"
              + " and begins with a letter or digit");
    }
  }

  public static boolean isWellFormed(String value) {
    return WELL_FORMED.matcher(value).matches();
  }

  /** By the codes of the characters, as the database sorts them. */
  @Override
  public int compareTo(Sku other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
