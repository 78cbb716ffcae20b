package io.orderstream.audit;

/**
 * What has to be true of every order, whatever failed meanwhile.
 *
 * <p>Each rule is a query over the tables of {@link Evidence}, for what breaks it: the subject, and
 * what is wrong with it. Another counts what was examined.
 */
public enum Rule {
  SETTLED(
      "orders are settled",
      "select count(*) from audited",
      """
      select id::text, 'is still PENDING, placed ' || placed_at
      from audited where status = 'PENDING'
      """),

  LIFE(
      "orders are accepted once and settled once",
      "select count(*) from audited where changes <> '{}'",
      """
      select id::text, 'is ' || status || ', and became ' || array_to_string(changes, ', ')
          || ' in versions ' || array_to_string(versions, ', ')
      from audited
      where changes <> '{}'
        and (changes[cardinality(changes)] <> status
          or versions <> array(select generate_series(1, cardinality(changes)))
          or array_to_string(changes, ' ') not in ('PENDING', 'PENDING CONFIRMED',
              'PENDING REJECTED', 'PENDING CANCELLED', 'PENDING CONFIRMED CANCELLED'))
      """),

  REPEATED_REQUESTS(
      "idempotency keys lead to their orders",
      "select count(*) from idempotency_keys",
      """
      select order_id::text, 'was made under the key "' || key || '" of ' || caller
          || ', and is not there'
      from idempotency_keys keys
      where not exists (select from orders where id = keys.order_id)
      """),

  PUBLISHED(
      "what happened to orders is published",
      "select count(*) from change join audited on id = order_id where topic_is_kept",
      """
      select order_id::text, 'became ' || change.status || ' in version ' || version
          || ', and event ' || event_id || ' is neither published nor waiting for it'
      from change join audited on id = order_id
      where topic_is_kept
        and not exists (select from published where event_id = change.event_id)
        and not exists (select from waiting where event_id = change.event_id)
      """),

  OUTBOXES_EMPTY(
      "no event is left in an outbox",
      "select count(*) from published",
      """
      select key, 'has event ' || event_id || ' waiting for ' || topic
          || coalesce(', since ' || last_error, '')
      from waiting where appended_at <= (select audited_until from audit)
      """),

  EVENTS_IN_ORDER(
      "events of an order come in order, without a gap",
      "select count(distinct (topic, order_id)) from published",
      """
      select order_id::text, 'has its versions in the order '
          || string_agg(version::text, ', ' order by place) || ' on ' || topic
      from (
          select topic, order_id, version, place,
              row_number() over (partition by topic, order_id order by place) as expected
          from (
              select topic, order_id, version, min(place) as place
              from published group by topic, order_id, version
          ) as first_time
      ) as ranked
      join audited on id = order_id
      where topic_is_kept
      group by topic, order_id
      having bool_or(version <> expected)
      """),

  EVENTS_REPEATED_AS_THEY_WERE(
      "what was published again is the same event",
      "select count(distinct (topic, order_id, version)) from published",
      """
      select order_id::text, 'has ' || count(distinct event_id) || ' events that call themselves version '
          || version || ' on ' || topic
      from published
      group by topic, order_id, version
      having count(distinct event_id) > 1
      """),

  EVENTS_OF_ORDERS(
      "events are those of accepted orders",
      "select count(distinct order_id) from published",
      """
      select order_id::text, 'was never accepted, and has events on ' || string_agg(distinct topic, ', ')
      from published
      where not exists (select from orders where id = order_id)
      group by order_id
      """),

  RESERVED_AS_SETTLED(
      "reservations match their orders",
      "select count(*) from audited where status <> 'PENDING'",
      """
      select id::text, 'is ' || audited.status || ' with ' || audited.items || ', and inventory '
          || coalesce('has ' || reservation.status || ' with ' || reservation.items, 'knows nothing of it')
      from audited left join reservation on order_id = id
      where case audited.status
          when 'CONFIRMED' then reservation.status is distinct from 'RESERVED'
              or reservation.items is distinct from audited.items
          when 'REJECTED' then reservation.status is distinct from 'REJECTED'
          when 'CANCELLED' then reservation.status is null or reservation.status = 'RESERVED'
              or reservation.items not in (audited.items, '')
          else false end
      """),

  RESERVED_FOR_ORDERS(
      "reservations are those of accepted orders",
      "select count(*) from reservation",
      """
      select order_id::text, 'was never accepted, and inventory has ' || status || ' with ' || items
      from reservation
      where not exists (select from orders where id = order_id)
      """),

  RESERVATIONS_PUBLISHED(
      "what became of reservations is published",
      "select count(*) from reservation join audited on id = order_id where topic_is_kept",
      """
      select order_id::text, 'is ' || reservation.status || ' at inventory, and version ' || number
          || ' of that is neither published nor waiting for it'
      from reservation
      join audited on id = order_id
      cross join lateral generate_series(1, case reservation.status when 'RELEASED' then 2 else 1 end)
          as step (number)
      where topic_is_kept
        and not (reservation.status = 'RELEASED' and reservation.items = '')
        and not exists (
            select from published
            where topic = 'inventory.reservation.events.v1' and order_id = id
              and version = number)
        and not exists (
            select from waiting
            where topic = 'inventory.reservation.events.v1' and key = id::text)
      """),

  STOCK(
      "stock adds up, and is held by reservations",
      "select count(*) from stock",
      """
      select sku, 'has ' || available || ' available and ' || reserved || ' reserved; ' || adjusted
          || ' were brought in, and reservations hold ' || held
      from stock
      where available + reserved <> adjusted or reserved <> held or available < 0
      """),

  MAILS_DUE(
      "customers hear of what happened",
      """
      select count(*) from change join audited on id = order_id
      where placed_at > (select mails_removed_before from audit)
      """,
      """
      select change.order_id::text, 'became ' || change.status || ' in version ' || version
          || ', and no mail tells of it'
      from change join audited on audited.id = change.order_id
      where not exists (select from mail where mail.id = event_id)
        and placed_at > (select mails_removed_before from audit)
      """),

  MAILS_SENT(
      "mails are sent",
      "select count(*) from mail",
      """
      select order_id::text, 'waits for its mail ' || id || ' of ' || kind
          || coalesce(': ' || last_error, '')
      from mail where status = 'PENDING' and created_at <= (select audited_until from audit)
      """),

  MAILS_ONCE(
      "no mail tells the same twice",
      "select count(*) from mail",
      """
      select order_id::text, 'has ' || count(*) || ' mails about version ' || version
      from mail group by order_id, version having count(*) > 1
      union all
      select mail.order_id::text, 'has mail ' || mail.id || ' of ' || kind
          || ', which tells of nothing that happened'
      from mail join audited on audited.id = mail.order_id
      where changes <> '{}' and not exists (select from change where event_id = mail.id)
      """),

  MAILS_HANDED_OVER(
      "the mail server has what was sent",
      """
      select count(*) from mail
      where status = 'SENT' and sent_at > (select mails_looked_for_after from audit)
      """,
      """
      select order_id::text, 'has mail ' || id || ' of ' || kind
          || ' as sent, and the mail server never got it'
      from mail
      where status = 'SENT' and sent_at > (select mails_looked_for_after from audit)
        and not exists (select from handed_over where mail_id = mail.id)
      """);

  private final String title;
  private final String examined;
  private final String breaches;

  Rule(String title, String examined, String breaches) {
    this.title = title;
    this.examined = examined;
    this.breaches = breaches;
  }

  /** The rule as a sentence. */
  public String title() {
    return title;
  }

  String examined() {
    return examined;
  }

  String breaches() {
    return breaches;
  }
}
