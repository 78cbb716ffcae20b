create table mails (
  id              uuid        primary key,
  order_id        uuid        not null,
  order_version   bigint      not null,
  kind            text        not null,
  recipient       text,
  content         jsonb       not null,
  correlation_id  text        not null,
  status          text        not null,
  attempts        integer     not null default 0,
  created_at      timestamptz not null,
  next_attempt_at timestamptz,
  sent_at         timestamptz,
  last_error      text,
  constraint mails_status check (status in ('PENDING', 'SENT', 'FAILED', 'SKIPPED')),
  constraint mails_due_while_pending check ((status = 'PENDING') = (next_attempt_at is not null)),
  constraint mails_recipient check (recipient is not null or status = 'SKIPPED')
);

comment on column mails.id is 'the id of the event that the mail tells of';

create index mails_due on mails (next_attempt_at) where status = 'PENDING';
create index mails_of_order on mails (order_id, order_version);

-- Every mail is updated once soon after its insertion. The old versions go early and in small
-- portions, so that the search for due mails never wades through them.
alter table mails set (
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_analyze_scale_factor = 0.05
);
