-- Records that consumer groups of this service could not handle, taken over from their dead-letter topics.
-- A record is here once, however often it was put there: where it was at first, and when, identify it.
create table dead_letters (
  id uuid primary key,
  consumer_group text not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  record_timestamp bigint not null,
  dead_letter_offset bigint not null,
  key bytea,
  value bytea,
  headers text not null,
  event_id text,
  event_type text,
  failed_at timestamptz not null,
  attempts integer not null,
  error text not null,
  stack_trace text not null,
  status text not null default 'WAITING'
    constraint known_status check (status in ('WAITING', 'REPLAYED', 'DISCARDED', 'PARKED')),
  replays integer not null default 0,
  unique (consumer_group, topic, partition, record_offset, record_timestamp)
);

create index dead_letters_newest_first on dead_letters (consumer_group, id desc);

-- few, whatever became of all the others
create index dead_letters_open on dead_letters (consumer_group, status, id) where status in ('WAITING', 'PARKED');

-- Replays of many, one after another; dead letters are taken in the order they came in.
create table replays (
  id uuid primary key,
  consumer_group text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  filter text not null,
  newest uuid not null,
  per_second integer not null,
  next_at timestamptz not null,
  finished_at timestamptz
);

create index replays_unfinished on replays (next_at) where finished_at is null;

-- Everything that operators did, in the transaction in which they did it.
create table dead_letter_actions (
  id bigint generated always as identity primary key,
  dead_letter uuid not null references dead_letters,
  replay uuid references replays,
  at timestamptz not null,
  who text not null,
  action text not null,
  reason text,
  outcome text not null,
  error text
);

create index dead_letter_actions_of_one on dead_letter_actions (dead_letter, id);

create index dead_letter_actions_of_replay on dead_letter_actions (replay, dead_letter) where replay is not null;

-- Consumers that were told to read a topic again from its beginning.
create table rebuilds (
  id uuid primary key,
  consumer_group text not null,
  topic text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  finished_at timestamptz
);

create unique index rebuilds_one_at_a_time on rebuilds (consumer_group, topic) where finished_at is null;

-- How far each partition is. The group's position is at the beginning before restarted_at is set.
create table rebuild_partitions (
  rebuild uuid not null references rebuilds,
  partition integer not null,
  restarted_at timestamptz,
  until_offset bigint,
  finished_at timestamptz,
  primary key (rebuild, partition)
);
