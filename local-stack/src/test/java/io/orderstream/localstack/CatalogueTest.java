package io.orderstream.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The starter catalogue that comes with the checkout. */
class CatalogueTest {

  private static final Pattern ROW =
      Pattern.compile(
          "(?<sku>[A-Z0-9][A-Z0-9.-]{0,63}),(\"[^\"]+\"|[^\",]+),\\d+\\.\\d\\d,EUR,\\d+");

  @Test
  void isWellFormedAndNamesEachSkuOnce() throws IOException {
    var lines = Files.readAllLines(Path.of("..", "catalogue", "items.csv"));

    assertThat(lines.getFirst()).isEqualTo("sku,name,unitPrice,currency,stock");
    List<String> rows = lines.subList(1, lines.size());
    assertThat(rows).hasSizeGreaterThan(250).allMatch(row -> ROW.matcher(row).matches());
    assertThat(rows.stream().map(row -> row.substring(0, row.indexOf(','))))
        .doesNotHaveDuplicates();
  }
}
