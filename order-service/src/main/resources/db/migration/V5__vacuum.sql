-- Every order is updated once soon after its insertion. By the default share of the table (a fifth),
-- vacuum would come after a million such updates where there are five million orders. At a fiftieth,
-- what is dead is in the newest pages, which are still in memory. The insert share freezes rows
-- while they are there, too.
--
-- These updates cannot be heap-only: they change the status, which orders_not_confirmed is about. So
-- a lower fillfactor would only make the table larger. docs/data.md has what that costs.
alter table orders set (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02
);

-- Written to all day, and as much is removed as comes in: vacuum by number, often and briefly.
alter table idempotency_keys set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 100000,
  autovacuum_analyze_scale_factor = 0.02
);
