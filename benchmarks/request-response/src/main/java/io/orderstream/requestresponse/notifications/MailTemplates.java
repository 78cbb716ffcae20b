package io.orderstream.requestresponse.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.orderstream.contracts.Money;
import io.orderstream.contracts.RefusedItem;
import io.orderstream.contracts.RefusedItem.Reason;
import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.requestresponse.api.NotifyCustomer;
import io.orderstream.requestresponse.api.NotifyCustomer.Kind;
import java.io.FileNotFoundException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Writes mails with the product's own Mustache templates, which this module's jar has a copy of.
 */
final class MailTemplates {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String NO_BREAK_SPACE = "\u00a0";

  private final Map<Kind, Forms> templates = new EnumMap<>(Kind.class);
  private final String shop;

  /**
   * @param shop the name that signs the mails
   */
  MailTemplates(String shop) {
    this.shop = shop;
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      templates.put(kind, new Forms(compile(name, ".txt"), compile(name, ".html")));
    }
  }

  private static Template compile(String name, String extension) {
    return Mustache.compiler()
        .escapeHTML(extension.equals(".html"))
        .strictSections(true)
        .withLoader(included -> open(included + extension))
        .loadTemplate(name);
  }

  private static Reader open(String template) throws FileNotFoundException {
    var stream = MailTemplates.class.getResourceAsStream("/mails/" + template);
    if (stream == null) {
      throw new FileNotFoundException("mails/" + template);
    }
    return new InputStreamReader(stream, UTF_8);
  }

  MailText write(NotifyCustomer request, Kind kind) {
    Forms forms = requireNonNull(templates.get(kind));
    View view = View.of(request, shop);
    String[] subjectAndBody = forms.plain.execute(view).split("\n", 2);
    return new MailText(
        subjectAndBody[0], subjectAndBody[1].strip() + "\n", forms.html.execute(view));
  }

  private record Forms(Template plain, Template html) {}

  /** What templates can show. */
  private record View(
      String shop,
      UUID orderId,
      String placedAt,
      List<Line> lines,
      String total,
      List<Shortage> shortages) {

    private static View of(NotifyCustomer request, String shop) {
      OrderSnapshot order = request.order();
      Map<String, String> names =
          order.lines().stream()
              .collect(
                  toMap(OrderSnapshot.Line::sku, OrderSnapshot.Line::name, (first, _) -> first));
      return new View(
          shop,
          order.id(),
          DATE.format(order.placedAt()),
          order.lines().stream().map(Line::of).toList(),
          format(order.total()),
          request.refused().stream()
              .map(item -> Shortage.of(item, names.getOrDefault(item.sku(), item.sku())))
              .toList());
    }

    private record Line(String name, String sku, int quantity, String unitPrice, String total) {

      private static Line of(OrderSnapshot.Line line) {
        return new Line(
            line.name(),
            line.sku(),
            line.quantity(),
            format(line.unitPrice()),
            format(line.total()));
      }
    }

    private record Shortage(String name, String reason) {

      private static Shortage of(RefusedItem item, String name) {
        return new Shortage(name, reason(item));
      }

      private static String reason(RefusedItem item) {
        if (item.reason() == Reason.UNKNOWN_ITEM) {
          return "no longer available";
        }
        return item.available() == 0
            ? "sold out"
            : "you ordered %d, only %d left".formatted(item.requested(), item.available());
      }
    }

    private static String format(Money money) {
      Currency currency = Currency.getInstance(money.currency());
      int digits = Math.max(currency.getDefaultFractionDigits(), 0);
      NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
      format.setMinimumFractionDigits(digits);
      format.setMaximumFractionDigits(digits);
      String symbol = currency.getSymbol(Locale.ENGLISH);
      String space = Character.isLetter(symbol.charAt(symbol.length() - 1)) ? NO_BREAK_SPACE : "";
      return symbol + space + format.format(new BigDecimal(money.amount()));
    }
  }
}
