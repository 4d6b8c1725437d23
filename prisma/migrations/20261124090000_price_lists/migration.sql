-- Prices beside an offer's own: agreed with one buyer, made for customers and groups of them, or for a time.
create type "price_list_kind" as enum ('audience', 'campaign', 'contract');
create type "price_list_state" as enum ('draft', 'proposed', 'active', 'declined', 'ended');

create table "customer_group" (
  "id" uuid not null,
  "supplier_id" uuid not null,
  "name" text not null,
  constraint "customer_group_pkey" primary key ("id")
);
create unique index "customer_group_supplier_id_name_key" on "customer_group"("supplier_id", "name");
alter table "customer_group" add constraint "customer_group_supplier_id_fkey"
  foreign key ("supplier_id") references "organization"("id") on delete restrict on update cascade;

create table "customer_group_member" (
  "group_id" uuid not null,
  "organization_id" uuid not null,
  constraint "customer_group_member_pkey" primary key ("group_id", "organization_id")
);
create index "customer_group_member_organization_id_idx" on "customer_group_member"("organization_id");
alter table "customer_group_member" add constraint "customer_group_member_group_id_fkey"
  foreign key ("group_id") references "customer_group"("id") on delete cascade on update cascade;
alter table "customer_group_member" add constraint "customer_group_member_organization_id_fkey"
  foreign key ("organization_id") references "organization"("id") on delete restrict on update cascade;

create table "price_list" (
  "id" uuid not null,
  "supplier_id" uuid not null,
  "kind" "price_list_kind" not null,
  "name" text not null,
  "state" "price_list_state" not null default 'draft',
  "priority" integer not null default 0,
  "valid_from" timestamptz(3),
  "valid_to" timestamptz(3),
  "buyer_id" uuid,
  "proposed_by" uuid,
  "lot_id" uuid,
  "created_at" timestamptz(3) not null default current_timestamp,
  "changed_at" timestamptz(3) not null default current_timestamp,
  constraint "price_list_pkey" primary key ("id"),
  constraint "price_list_contract_has_buyer" check ((kind = 'contract') = (buyer_id is not null)),
  constraint "price_list_lasts" check (valid_to > valid_from)
);
create index "price_list_supplier_id_idx" on "price_list"("supplier_id");
create index "price_list_buyer_id_idx" on "price_list"("buyer_id");
create index "price_list_kind_state_idx" on "price_list"("kind", "state");
create index "price_list_lot_id_idx" on "price_list"("lot_id");
alter table "price_list" add constraint "price_list_supplier_id_fkey"
  foreign key ("supplier_id") references "organization"("id") on delete restrict on update cascade;
alter table "price_list" add constraint "price_list_buyer_id_fkey"
  foreign key ("buyer_id") references "organization"("id") on delete set null on update cascade;
alter table "price_list" add constraint "price_list_lot_id_fkey"
  foreign key ("lot_id") references "lot"("id") on delete set null on update cascade;

create table "price_list_audience" (
  "id" uuid not null,
  "list_id" uuid not null,
  "organization_id" uuid,
  "group_id" uuid,
  constraint "price_list_audience_pkey" primary key ("id"),
  constraint "price_list_audience_one" check (num_nonnulls(organization_id, group_id) = 1)
);
create unique index "price_list_audience_list_id_organization_id_key" on "price_list_audience"("list_id", "organization_id");
create unique index "price_list_audience_list_id_group_id_key" on "price_list_audience"("list_id", "group_id");
create index "price_list_audience_organization_id_idx" on "price_list_audience"("organization_id");
create index "price_list_audience_group_id_idx" on "price_list_audience"("group_id");
alter table "price_list_audience" add constraint "price_list_audience_list_id_fkey"
  foreign key ("list_id") references "price_list"("id") on delete cascade on update cascade;
alter table "price_list_audience" add constraint "price_list_audience_organization_id_fkey"
  foreign key ("organization_id") references "organization"("id") on delete restrict on update cascade;
alter table "price_list_audience" add constraint "price_list_audience_group_id_fkey"
  foreign key ("group_id") references "customer_group"("id") on delete cascade on update cascade;

create table "price_list_entry" (
  "id" uuid not null,
  "list_id" uuid not null,
  "offer_id" uuid not null,
  "price" decimal(18, 6),
  "breaks" jsonb,
  "discount" decimal(7, 4),
  "agreed" decimal(18, 6),
  "used" decimal(18, 6) not null default 0,
  "currency" char(3) not null,
  "price_base" decimal(18, 6) not null,
  constraint "price_list_entry_pkey" primary key ("id"),
  constraint "price_list_entry_one_price" check (num_nonnulls(price, breaks, discount) = 1)
);
create unique index "price_list_entry_list_id_offer_id_key" on "price_list_entry"("list_id", "offer_id");
create index "price_list_entry_offer_id_idx" on "price_list_entry"("offer_id");
alter table "price_list_entry" add constraint "price_list_entry_list_id_fkey"
  foreign key ("list_id") references "price_list"("id") on delete cascade on update cascade;
alter table "price_list_entry" add constraint "price_list_entry_offer_id_fkey"
  foreign key ("offer_id") references "offer"("id") on delete restrict on update cascade;

-- The lists whose prices a buyer gets at an instant: the one place that says so, for search, catalog and cart.
create function price_lists_for(buyer uuid, at timestamptz) returns setof price_list language sql stable as $$
  select l.* from price_list l
  where l.state = 'active' and (l.valid_from is null or l.valid_from <= at) and (l.valid_to is null or l.valid_to > at)
    and l.id in (
      select id from price_list where buyer_id = buyer
      union all
      select id from price_list where kind = 'campaign' and state = 'active'
      union all
      select list_id from price_list_audience where organization_id = buyer
      union all
      select a.list_id from customer_group_member m join price_list_audience a on a.group_id = m.group_id where m.organization_id = buyer)
$$;

-- Where a line's price came from, and the agreed quantity that it counts against.
alter table "order_line" add column "price_source" text not null default 'list', add column "price_entry_id" uuid;
create index "order_line_price_entry_id_idx" on "order_line"("price_entry_id");
alter table "order_line" add constraint "order_line_price_entry_id_fkey"
  foreign key ("price_entry_id") references "price_list_entry"("id") on delete set null on update cascade;
