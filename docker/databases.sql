-- A database and an owner for each service, and for what the gateways share; none can see another's.
create user orders password 'orders';
create database orders owner orders;
create user inventory password 'inventory';
create database inventory owner inventory;
create user notifications password 'notifications';
create database notifications owner notifications;
create user gateway password 'gateway';
create database gateway owner gateway;
revoke connect on database orders, inventory, notifications, gateway from public;
