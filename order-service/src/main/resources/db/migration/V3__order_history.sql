-- What happened to the order, oldest first; empty for orders from before.
alter table orders add column history jsonb not null default '[]';
