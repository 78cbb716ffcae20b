-- For the removal of keys that mean nothing any more. Built while the service runs, as the table may
-- be large. What a try that was cut off left behind goes first.
drop index concurrently if exists idempotency_keys_by_age;
create index concurrently idempotency_keys_by_age on idempotency_keys (created_at);
