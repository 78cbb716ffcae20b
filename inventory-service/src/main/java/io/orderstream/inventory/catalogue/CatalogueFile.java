package io.orderstream.inventory.catalogue;

import io.orderstream.inventory.domain.ItemDefinition;
import io.orderstream.inventory.domain.ItemName;
import io.orderstream.inventory.domain.Money;
import io.orderstream.inventory.domain.Sku;
import io.orderstream.inventory.domain.StockedItem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;
import org.springframework.core.io.Resource;

/** A CSV file of items in UTF-8, whose first line names the columns. */
final class CatalogueFile {

  private static final String SKU = "sku";
  private static final String NAME = "name";
  private static final String UNIT_PRICE = "unitPrice";
  private static final String CURRENCY = "currency";
  private static final String STOCK = "stock";
  private static final List<String> COLUMNS = List.of(SKU, NAME, UNIT_PRICE, CURRENCY, STOCK);

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private final Resource file;

  CatalogueFile(Resource file) {
    this.file = file;
  }

  /**
   * Every item of the file.
   *
   * @throws InvalidCatalogue if there is no such file, or anything in it is wrong
   */
  List<StockedItem> items() {
    try (CSVParser lines = FORMAT.parse(reader())) {
      requireColumns(lines);
      var items = new ArrayList<StockedItem>();
      var lineOfSku = new HashMap<Sku, Long>();
      for (CSVRecord fields : lines) {
        var line = new Line(file, lines.getCurrentLineNumber(), fields);
        StockedItem item = line.item();
        Long earlier = lineOfSku.putIfAbsent(item.definition().sku(), line.number());
        if (earlier != null) {
          throw line.invalid(
              SKU, "%s is in line %d too".formatted(item.definition().sku(), earlier));
        }
        items.add(item);
      }
      return items;
    } catch (IOException | UncheckedIOException e) {
      throw InvalidCatalogue.inFile(file, String.valueOf(e.getMessage()));
    }
  }

  private Reader reader() throws IOException {
    return new InputStreamReader(
        BOMInputStream.builder().setInputStream(file.getInputStream()).get(),
        StandardCharsets.UTF_8.newDecoder());
  }

  private void requireColumns(CSVParser lines) {
    List<String> missing =
        COLUMNS.stream().filter(column -> !lines.getHeaderMap().containsKey(column)).toList();
    if (!missing.isEmpty()) {
      throw InvalidCatalogue.inLine(file, 1, "no column " + String.join(", ", missing));
    }
  }

  private record Line(Resource file, long number, CSVRecord fields) {

    StockedItem item() {
      if (!fields.isConsistent()) {
        throw InvalidCatalogue.inLine(
            file, number, "%d values do not fit the columns".formatted(fields.size()));
      }
      Currency currency = read(CURRENCY, Money::currency);
      var definition =
          new ItemDefinition(
              read(SKU, Sku::new),
              read(NAME, ItemName::new),
              read(UNIT_PRICE, amount -> Money.of(amount, currency)));
      return read(STOCK, stock -> new StockedItem(definition, wholeNumber(stock)));
    }

    InvalidCatalogue invalid(String column, String reason) {
      return InvalidCatalogue.inColumn(file, number, column, reason);
    }

    private <T> T read(String column, Function<String, T> reading) {
      String value = fields.get(column);
      try {
        return reading.apply(value);
      } catch (IllegalArgumentException e) {
        throw invalid(column, "\"%s\": %s".formatted(value, e.getMessage()));
      }
    }

    private static int wholeNumber(String value) {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException _) {
        throw new IllegalArgumentException("a stock is a whole number");
      }
    }
  }
}
