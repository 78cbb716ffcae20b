-- As notification-service has them, without what makes them a queue.
create table mails (
  id             uuid        primary key,
  order_id       uuid        not null,
  customer_id    text        not null,
  order_version  bigint      not null,
  kind           text        not null,
  recipient      text,
  content        jsonb       not null,
  correlation_id text        not null,
  status         text        not null,
  attempts       integer     not null default 0,
  created_at     timestamptz not null,
  sent_at        timestamptz,
  last_error     text,
  constraint mails_status check (status in ('PENDING', 'SENT', 'FAILED', 'SKIPPED')),
  constraint mails_recipient check (recipient is not null or status = 'SKIPPED')
) with (
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_analyze_scale_factor = 0.05
);

create index mails_of_order on mails (order_id, order_version);
