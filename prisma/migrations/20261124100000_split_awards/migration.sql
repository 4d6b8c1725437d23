-- A lot may be split over several winners, become contract prices instead of an order, and wait out a standstill first.
create type "award_kind" as enum ('order', 'contract');
alter table "sourcing_event" add column "standstill_days" integer;
alter table "lot_award"
  add column "kind" "award_kind" not null default 'order',
  add column "contract_to" timestamptz(3),
  add column "stands_until" timestamptz(3),
  add column "effected_at" timestamptz(3);
update "lot_award" set "effected_at" = "awarded_at";

create table "lot_award_share" (
  "lot_id" uuid not null,
  "supplier_id" uuid not null,
  "percent" decimal(7, 4) not null,
  "price" decimal(18, 6) not null,
  "total" decimal(18, 6) not null,
  "order_id" uuid,
  "contract_id" uuid,
  constraint "lot_award_share_pkey" primary key ("lot_id", "supplier_id")
);
create index "lot_award_share_supplier_id_idx" on "lot_award_share"("supplier_id");
alter table "lot_award_share" add constraint "lot_award_share_lot_id_fkey"
  foreign key ("lot_id") references "lot_award"("lot_id") on delete cascade on update cascade;
insert into "lot_award_share" ("lot_id", "supplier_id", "percent", "price", "total", "order_id")
  select lot_id, supplier_id, 100, price, total, order_id from "lot_award";
alter table "lot_award" drop column "order_id";
