-- As inventory-service has them, without what serves its events.
create table stock_item (
  sku        varchar(64) collate "C" primary key,
  name       varchar(200)   not null,
  unit_price numeric(13, 4) not null,
  currency   varchar(3)     not null,
  available  integer        not null,
  reserved   integer        not null,
  version    bigint         not null,
  constraint price_not_negative check (unit_price >= 0),
  constraint stock_never_below_zero check (available >= 0 and reserved >= 0),
  constraint stock_within_limit check (available::bigint + reserved <= 1000000000)
) with (fillfactor = 50);

create table reservation (
  order_id    uuid primary key,
  status      varchar(8)  not null,
  items       jsonb       not null,
  refused     jsonb       not null,
  decided_at  timestamptz not null,
  released_at timestamptz,
  version     bigint      not null,
  constraint reservation_status check (status in ('RESERVED', 'REJECTED', 'RELEASED'))
) with (
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02
);

create table stock_adjustment (
  id          bigint generated always as identity primary key,
  sku         varchar(64) collate "C" not null references stock_item,
  delta       integer      not null,
  reason      varchar(200) not null,
  available   integer      not null,
  adjusted_at timestamptz  not null,
  adjusted_by text         not null
);

create index stock_adjustment_by_sku on stock_adjustment (sku, id);
