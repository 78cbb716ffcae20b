package io.orderstream.localstack.mail;

import io.orderstream.localstack.mail.Mail.Address;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** Mails for people. */
final class MailPages {

  private static final int SHOWN = 500;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%s</title>
      <style>
        :root { color-scheme: light dark }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; width: 100%% }
        th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; vertical-align: top }
        th { font-weight: 600 } td:first-child { white-space: nowrap }
        small, th { opacity: .7 } pre { white-space: pre-wrap } iframe { width: 100%%; height: 34rem; border: 1px solid #8884; background: #fff }
        input { font: inherit; padding: .2rem .5rem }
      </style>
      %s
      </html>
      """;

  String list(List<Mail> mails, String to) {
    var rows =
        mails.stream()
            .limit(SHOWN)
            .map(
                mail ->
                    "<tr><td>%s<td>%s<td><a href=\"/view/%s\">%s</a><br><small>%s</small>"
                        .formatted(
                            TIME.format(mail.created()),
                            recipients(mail),
                            escaped(mail.id()),
                            escaped(mail.subject()),
                            escaped(mail.snippet())))
            .collect(Collectors.joining("\n"));
    var body =
        """
        <h1>Mails</h1>
        <p>Nothing here is delivered. The newest 20,000 mails are kept until the sink stops.</p>
        <form><input name="to" type="search" placeholder="sent to…" aria-label="sent to" value="%s"> %s</form>
        <table><thead><tr><th>Time<th>To<th>Mail<tbody>
        %s
        </table>
        """
            .formatted(escaped(to), count(mails.size()), rows);
    return FRAME.formatted("Mails", body);
  }

  String view(Mail mail, MailContent content) {
    var body =
        """
        <p><a href="/">All mails</a></p>
        <h1>%s</h1>
        <p>From %s to %s, %s<br><small>Message-ID %s</small></p>
        %s
        <pre>%s</pre>
        """
            .formatted(
                escaped(mail.subject()),
                escaped(mail.from().address()),
                recipients(mail),
                TIME.format(mail.created()),
                escaped(mail.messageId()),
                html(content),
                escaped(content.text()));
    return FRAME.formatted(escaped(mail.subject()), body);
  }

  /** The sandbox keeps what a mail brings from running. */
  private static String html(MailContent content) {
    return content.html().isEmpty()
        ? ""
        : "<iframe sandbox title=\"The mail as HTML\" srcdoc=\"%s\"></iframe><h2>As text</h2>"
            .formatted(escaped(content.html()));
  }

  private static String count(int mails) {
    var all = mails == 1 ? "1 mail" : "%,d mails".formatted(mails);
    return mails > SHOWN ? "%s, the newest %d shown".formatted(all, SHOWN) : all;
  }

  private static String recipients(Mail mail) {
    return mail.recipients()
        .map(Address::address)
        .map(MailPages::escaped)
        .collect(Collectors.joining(", "));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
