package io.orderstream.audit;

/** What breaks no rule, but belongs into a report. */
enum Note {
  UNDER_WAY(
      "%,d orders changed too recently to be audited",
      """
      select count(*) from orders
      where not exists (select from audited where audited.id = orders.id)
      """),

  WITHOUT_HISTORY(
      "%,d orders are older than the keeping of what happened to them",
      "select count(*) from audited where changes = '{}'"),

  OLDER_THAN_TOPICS(
      "%,d orders are older than what the topics keep: their events were not checked",
      "select count(*) from audited where not topic_is_kept"),

  MAILS_NOT_LOOKED_FOR(
      "%,d mails were sent too early to be looked for at the mail server",
      """
      select count(*) from mail
      where status = 'SENT' and sent_at <= (select mails_looked_for_after from audit)
      """),

  REPEATED_EVENTS(
      "%,d times an event was published again, as after a crash: consumers skip it by its id",
      "select count(*) - count(distinct event_id) from published"),

  REFUSED_MAILS(
      "%,d mails were refused by the mail server for good",
      "select count(*) from mail where status = 'FAILED'"),

  REPEATED_MAILS(
      "%,d times a mail was handed over again, as after a crash, with the same Message-ID",
      "select count(*) - count(distinct mail_id) from handed_over");

  private final String text;
  private final String query;

  Note(String text, String query) {
    this.text = text;
    this.query = query;
  }

  String query() {
    return query;
  }

  String of(long count) {
    return text.formatted(count);
  }
}
