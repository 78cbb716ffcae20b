-- A database and an owner for each service; none can see another's.
create user orders password 'orders';
create database orders owner orders;
create user inventory password 'inventory';
create database inventory owner inventory;
create user notifications password 'notifications';
create database notifications owner notifications;
revoke connect on database orders, inventory, notifications from public;
