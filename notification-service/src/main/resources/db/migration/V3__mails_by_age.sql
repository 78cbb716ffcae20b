-- For the removal of old mails; one that waits gets in here when it is done with. Built while the
-- service runs, as the table may be large. What a try that was cut off left behind goes first.
drop index concurrently if exists mails_by_age;
create index concurrently mails_by_age on mails (created_at) where status <> 'PENDING';
