alter table mails add column customer_id text;

comment on column mails.customer_id is 'null in mails from before it was kept: only those who may see every order see them';
