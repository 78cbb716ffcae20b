package io.orderstream.notifications.sending;

import static java.util.Objects.requireNonNull;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.orderstream.notifications.domain.DueMail;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.Money;
import io.orderstream.notifications.domain.OrderSummary;
import java.io.FileNotFoundException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Writes mails with the Mustache templates under {@code mails/}: one for the plain text, whose
 * first line is the subject, and one for the HTML of each kind of mail.
 */
final class MailTemplates {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String NO_BREAK_SPACE = "\u00a0";

  private final Map<MailKind, Forms> templates = new EnumMap<>(MailKind.class);
  private final String shop;

  /**
   * @param shop the name that signs the mails
   */
  MailTemplates(String shop) {
    this.shop = shop;
    for (MailKind kind : MailKind.values()) {
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
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }

  MailText write(DueMail mail) {
    Forms forms = requireNonNull(templates.get(mail.kind()));
    View view = View.of(mail, shop);
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

    private static View of(DueMail mail, String shop) {
      OrderSummary order = mail.order();
      return new View(
          shop,
          mail.orderId(),
          format(order.placedAt()),
          order.lines().stream().map(Line::of).toList(),
          format(order.total()),
          order.shortages().stream().map(Shortage::of).toList());
    }

    private record Line(String name, String sku, int quantity, String unitPrice, String total) {

      private static Line of(OrderSummary.Line line) {
        return new Line(
            line.name(),
            line.sku(),
            line.quantity(),
            format(line.unitPrice()),
            format(line.total()));
      }
    }

    private record Shortage(String name, String reason) {

      private static Shortage of(OrderSummary.Shortage shortage) {
        return new Shortage(shortage.name(), reason(shortage));
      }

      private static String reason(OrderSummary.Shortage shortage) {
        if (shortage.discontinued()) {
          return "no longer available";
        }
        return shortage.available() == 0
            ? "sold out"
            : "you ordered %d, only %d left".formatted(shortage.requested(), shortage.available());
      }
    }

    private static String format(Instant time) {
      return DATE.format(time);
    }

    private static String format(Money money) {
      int digits = Math.max(money.currency().getDefaultFractionDigits(), 0);
      NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
      format.setMinimumFractionDigits(digits);
      format.setMaximumFractionDigits(digits);
      String symbol = money.currency().getSymbol(Locale.ENGLISH);
      String space = Character.isLetter(symbol.charAt(symbol.length() - 1)) ? NO_BREAK_SPACE : "";
      return symbol + space + format.format(money.amount());
    }
  }
}
