-- Refunds that a bank sent back: a new try is not the one before to the provider.
alter table payment add column failed_refunds integer not null default 0;
