-- For the removal of old rows. Built while the service runs, as an inbox may be large. What a try
-- that was cut off left behind goes first.
drop index concurrently if exists inbox_by_age;
create index concurrently inbox_by_age on inbox (received_at);
