-- Fees are a part of a network's terms; what they come to is written into a ledger of its own, entry by entry.
alter table "network_terms" add column "fees" jsonb not null default '[]';
alter table "purchase_order" add column "network_id" uuid;
create index "purchase_order_network_id_idx" on "purchase_order"("network_id");
alter table "purchase_order" add constraint "purchase_order_network_id_fkey"
  foreign key ("network_id") references "network"("id") on delete set null on update cascade;

create type "fee_side" as enum ('buyer', 'supplier');
create table "fee_entry" (
  "id" uuid not null,
  "network_id" uuid not null,
  "terms_version" integer not null,
  "fee_id" text not null,
  "organization_id" uuid not null,
  "side" "fee_side" not null,
  "order_id" uuid,
  "lot_id" uuid,
  "period" text,
  "base" decimal(18, 6) not null,
  "turnover" decimal(18, 6) not null default 0,
  "amount" decimal(18, 4) not null,
  "currency" char(3) not null,
  "at" timestamptz(3) not null,
  constraint "fee_entry_pkey" primary key ("id"),
  constraint "fee_entry_one_cause" check (num_nonnulls(order_id, lot_id, period) = 1)
);
create index "fee_entry_network_id_at_id_idx" on "fee_entry"("network_id", "at" desc, "id");
create index "fee_entry_organization_id_at_id_idx" on "fee_entry"("organization_id", "at" desc, "id");
create index "fee_entry_order_id_idx" on "fee_entry"("order_id");
create unique index "fee_entry_lot_id_fee_id_organization_id_key" on "fee_entry"("lot_id", "fee_id", "organization_id");
create unique index "fee_entry_network_id_period_fee_id_organization_id_key" on "fee_entry"("network_id", "period", "fee_id", "organization_id");
alter table "fee_entry" add constraint "fee_entry_network_id_terms_version_fkey"
  foreign key ("network_id", "terms_version") references "network_terms"("network_id", "version") on delete restrict on update cascade;
alter table "fee_entry" add constraint "fee_entry_organization_id_fkey"
  foreign key ("organization_id") references "organization"("id") on delete restrict on update cascade;
alter table "fee_entry" add constraint "fee_entry_order_id_fkey"
  foreign key ("order_id") references "purchase_order"("id") on delete restrict on update cascade;
alter table "fee_entry" add constraint "fee_entry_lot_id_fkey"
  foreign key ("lot_id") references "lot"("id") on delete restrict on update cascade;
create trigger fee_entry_append_only before update or delete on fee_entry for each row execute function refuse_change();
