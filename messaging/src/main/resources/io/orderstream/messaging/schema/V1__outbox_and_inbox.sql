-- Events of committed transactions that the broker has not acknowledged yet. Relays read the rows that
-- exist, in the order of seq, and delete what was acknowledged.
create table outbox (
  seq bigint generated always as identity primary key,
  id uuid not null,
  lane smallint not null,
  topic text not null,
  key text not null,
  headers text not null,
  event text not null,
  appended_at timestamptz not null,
  attempts integer not null default 0,
  last_error text
) with (
  -- a queue: all rows are dead soon, so vacuum by their number, not by a share of the table
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 20000
);

-- Events whose effects are committed, for each consumer group.
create table inbox (
  consumer_group text not null,
  event_id uuid not null,
  received_at timestamptz not null,
  primary key (consumer_group, event_id)
);
