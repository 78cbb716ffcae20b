-- Which instance does what only one does at a time (ShedLock's table, by its own names).
create table shedlock (
  name       text      primary key,
  lock_until timestamp not null,
  locked_at  timestamp not null,
  locked_by  text      not null
);

-- Written to all day, and as much is removed as comes in. By a share of the table, vacuum would
-- come rarely and then take long; by number, it comes often and is brief. The insert threshold
-- freezes rows while they are still in memory, and marks pages for index-only scans.
alter table inbox set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 100000,
  autovacuum_analyze_scale_factor = 0.02
);
