alter table stock_item add column revision bigint not null default 0;

comment on column stock_item.revision is 'How often the name or the price was changed.';

alter table stock_adjustment
    add column adjusted_by     text,
    add column idempotency_key varchar(255);

comment on column stock_adjustment.adjusted_by is
    'The subject of the caller''s token; null for the service itself and before it was kept.';
comment on column stock_adjustment.idempotency_key is 'Seven days after it was used it means nothing.';

create unique index stock_adjustment_by_key on stock_adjustment (adjusted_by, idempotency_key)
    where idempotency_key is not null;
