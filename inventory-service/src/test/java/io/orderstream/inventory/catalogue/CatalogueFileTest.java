package io.orderstream.inventory.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.orderstream.inventory.domain.StockedItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class CatalogueFileTest {

  private static final String HEADER = "sku,name,unitPrice,currency,stock\n";

  @Test
  void readsEveryLine() {
    assertThat(read(HEADER + "MUG,\"Mug, enamel\",12.5,EUR,40\n\n BAG , Bag ,1200,JPY,0"))
        .extracting(
            item -> item.definition().sku().value(),
            item -> item.definition().name().value(),
            item -> item.definition().unitPrice().toString(),
            StockedItem::stock)
        .containsExactly(
            tuple("MUG", "Mug, enamel", "12.50 EUR", 40), tuple("BAG", "Bag", "1200 JPY", 0));
  }

  @Test
  void takesWhatSpreadsheetsWrite() {
    assertThat(read("\ufeffstock,note,sku,name,currency,unitPrice\r\n7,,MUG,Mug,EUR,12\r\n"))
        .singleElement()
        .extracting(StockedItem::stock)
        .isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MU G,Mug,12.50,EUR,40     | line 3: column sku: \"MU G\"",
        "BAG,Bag again,1.00,EUR,1  | line 3: column sku: BAG is in line 2 too",
        "MUG,,12.50,EUR,40         | line 3: column name: \"\"",
        "MUG,Mug,12.505,EUR,40     | line 3: column unitPrice: \"12.505\"",
        "MUG,Mug,-1,EUR,40         | line 3: column unitPrice: \"-1\"",
        "MUG,Mug,12.50,EURO,40     | line 3: column currency: \"EURO\"",
        "MUG,Mug,12.50,EUR,many    | line 3: column stock: \"many\": a stock is a whole number",
        "MUG,Mug,12.50,EUR,-1      | line 3: column stock: \"-1\"",
        "MUG,Mug,12.50,EUR,9999999999 | line 3: column stock: \"9999999999\"",
        "MUG,Mug,12.50,EUR         | line 3: 4 values",
        "MUG,Mug,12,50,EUR,40      | line 3: 6 values",
        "MUG,\"Mug\"x,12.50,EUR,40 | line: 3"
      })
  void saysWhereItIsWrong(String line, String message) {
    assertThatExceptionOfType(InvalidCatalogue.class)
        .isThrownBy(() -> read(HEADER + "BAG,Bag,5.00,EUR,1\n" + line + "\nPEN,Pen,1,EUR,1\n"))
        .withMessageStartingWith("Byte array resource [items.csv]: ")
        .withMessageContaining(message);
  }

  @Test
  void saysWhichColumnsAreMissing() {
    assertThatExceptionOfType(InvalidCatalogue.class)
        .isThrownBy(() -> read("sku;name;unitPrice;currency;stock\n"))
        .withMessageContaining("line 1: no column sku, name, unitPrice, currency, stock");
    assertThatExceptionOfType(InvalidCatalogue.class).isThrownBy(() -> read(""));
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatExceptionOfType(InvalidCatalogue.class)
        .isThrownBy(() -> new CatalogueFile(new ClassPathResource("nowhere.csv")).items())
        .withMessageContaining("nowhere.csv");
  }

  @Test
  void refusesAFileThatIsNotUtf8() {
    byte[] latin1 =
        (HEADER + "MUG,Becher f\u00fcr Tee,1,EUR,1").getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(InvalidCatalogue.class)
        .isThrownBy(() -> new CatalogueFile(new ByteArrayResource(latin1)).items());
  }

  private static List<StockedItem> read(String csv) {
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    return new CatalogueFile(new ByteArrayResource(bytes, "items.csv")).items();
  }
}
