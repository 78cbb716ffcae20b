-- A few rows that every order changes, none of it indexed: with room in each page for the next
-- version of its rows, updates are heap-only, write no index, and dead versions go when the page is
-- read next, without vacuum. Existing pages get the room as their rows move on.
alter table stock_item set (fillfactor = 50);

-- One row for each order, rarely changed: freezes rows while they are still in memory.
alter table reservation set (
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02
);
