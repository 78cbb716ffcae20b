create table orders (
  id             uuid        primary key,
  version        int         not null,
  customer_id    text        not null,
  email          text,
  lines          jsonb       not null,
  total_amount   numeric     not null,
  total_currency text        not null,
  status         text        not null,
  refused_items  jsonb,
  placed_at      timestamptz not null,
  updated_at     timestamptz not null
);

-- A customer's orders, newest first: ids sort by time.
create index orders_of_customer on orders (customer_id, id);

-- Small, as it holds only what inventory has not answered yet.
create index orders_pending on orders (placed_at) where status = 'PENDING';

create table catalogue_items (
  sku        text    primary key,
  name       text    not null,
  unit_price numeric not null,
  currency   text    not null,
  in_stock   boolean not null,
  version    bigint  not null
);
