-- How callers named the requests that were carried out: a repeated one finds its order here.
create table idempotency_keys (
  caller      text        not null,
  key         text        not null,
  fingerprint bytea       not null,
  order_id    uuid        not null,
  created_at  timestamptz not null,
  primary key (caller, key)
);

-- Orders of a status, by time, as their ids tell it. Most orders are confirmed: those are found quickly
-- without an index, and cost nothing here.
create index orders_not_confirmed on orders (status, id) where status <> 'CONFIRMED';

drop index orders_pending;
