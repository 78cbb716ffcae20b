-- As order-service has them, without what serves its events. Prices are not known before inventory
-- has answered: until then there is no total.
create table orders (
  id             uuid        primary key,
  version        int         not null,
  customer_id    text        not null,
  email          text,
  lines          jsonb       not null,
  total_amount   numeric,
  total_currency text,
  status         text        not null,
  refused_items  jsonb,
  history        jsonb       not null,
  placed_at      timestamptz not null,
  updated_at     timestamptz not null,
  constraint settled_has_total check (status = 'PENDING' or total_amount is not null)
);

create index orders_of_customer on orders (customer_id, id);
create index orders_not_confirmed on orders (status, id) where status <> 'CONFIRMED';

create table idempotency_keys (
  caller      text        not null,
  key         text        not null,
  fingerprint bytea       not null,
  order_id    uuid        not null,
  created_at  timestamptz not null,
  primary key (caller, key)
);

create index idempotency_keys_by_age on idempotency_keys (created_at);

alter table orders set (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02
);

alter table idempotency_keys set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 100000,
  autovacuum_analyze_scale_factor = 0.02
);
