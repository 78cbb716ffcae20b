package io.orderstream.notifications.sending;

import static io.orderstream.notifications.domain.SampleMails.due;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.Money;
import io.orderstream.notifications.domain.OrderSummary;
import io.orderstream.notifications.domain.SampleMails;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class MailTemplatesTest {

  private final MailTemplates templates = new MailTemplates("Corner & Co");

  @ParameterizedTest
  @EnumSource
  void writesThePlainTextAsAgreed(MailKind kind) throws IOException {
    MailText text = templates.write(due(kind, "ada@example.org"));

    assertThat(text.subject() + "\n\n" + text.plain())
        .isEqualTo(golden(kind.name().toLowerCase(Locale.ROOT) + ".txt"));
  }

  @ParameterizedTest
  @EnumSource
  void saysTheSameInWellFormedHtml(MailKind kind) throws Exception {
    MailText text = templates.write(due(kind, "ada@example.org"));

    assertThat(textOf(parse(text.html())))
        .contains("Mug “Søren” & friends", "MUG-01 · 2 × €12.50", "€3,747.00")
        .contains("Total €3,772.00")
        .contains("Order 0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b placed on 9 March 2026, 14:05 UTC")
        .contains("Corner & Co");
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVED, Thank you for your order",
    "CONFIRMED, Your order is confirmed",
    "REJECTED, We cannot fulfil your order",
    "CANCELLED, Your order is cancelled"
  })
  void putsWhatHappenedFirst(MailKind kind, String title) throws Exception {
    Document html = parse(templates.write(due(kind, "ada@example.org")).html());

    assertThat(html.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(title);
    assertThat(html.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(title);
  }

  @Test
  void namesWhatWasMissingInARejection() throws Exception {
    MailText rejection = templates.write(due(MailKind.REJECTED, "ada@example.org"));

    assertThat(textOf(parse(rejection.html())))
        .contains("Standing desk: you ordered 3, only 1 left")
        .contains("Mug “Søren” & friends: sold out");
  }

  @Test
  void saysThatAnItemIsGoneForGood() {
    OrderSummary order =
        new OrderSummary(
            SampleMails.ORDER.lines(),
            SampleMails.ORDER.total(),
            SampleMails.ORDER.placedAt(),
            List.of(new OrderSummary.Shortage("Fax machine", true, 1, 0)));

    assertThat(templates.write(due(MailKind.REJECTED, "ada@example.org", order)).plain())
        .contains("- Fax machine: no longer available");
  }

  @Test
  void letsNoNameBecomeMarkup() throws Exception {
    Money price = SampleMails.euros("1.00");
    OrderSummary order =
        new OrderSummary(
            List.of(
                new OrderSummary.Line(
                    "X", "<script>alert('1')</script><a href=\"http://evil\">", 1, price, price)),
            price,
            SampleMails.ORDER.placedAt(),
            List.of());

    MailText text = templates.write(due(MailKind.RECEIVED, "ada@example.org", order));

    Document html = parse(text.html());
    assertThat(html.getElementsByTagName("script").getLength()).isZero();
    assertThat(html.getElementsByTagName("a").getLength()).isZero();
    assertThat(textOf(html)).contains("<script>alert('1')</script><a href=\"http://evil\">");
    assertThat(text.plain()).contains("1 x <script>alert('1')</script><a href=\"http://evil\">");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EUR|1234.5|€1,234.50",
        "USD|0.99|$0.99",
        "JPY|1200|¥1,200",
        "KWD|1.5|KWD 1.500",
        "CHF|20.00|CHF 20.00"
      })
  void writesMoneyWithTheDigitsOfItsCurrency(String currency, String amount, String written) {
    OrderSummary order =
        new OrderSummary(
            List.of(),
            new Money(new BigDecimal(amount), Currency.getInstance(currency)),
            SampleMails.ORDER.placedAt(),
            List.of());

    assertThat(templates.write(due(MailKind.RECEIVED, "ada@example.org", order)).plain())
        .contains("Total: " + written.replace(' ', '\u00a0') + "\n");
  }

  private static String golden(String name) throws IOException {
    try (var stream = MailTemplatesTest.class.getResourceAsStream("/mails-as-agreed/" + name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static String textOf(Document html) {
    return html.getDocumentElement().getTextContent().replaceAll("\\s+", " ");
  }
}
