-- Catalogs that select among other organizations' offers: a buyer's own, and special ones of the marketplace.
create type "catalog_manager" as enum ('supplier', 'buyer', 'marketplace');
alter type "version_source" add value 'selection';
alter type "version_source" add value 'rollback';
alter table "catalog"
  add column "managed_by" "catalog_manager" not null default 'supplier',
  add column "selection" jsonb not null default '{}',
  add column "published_version" integer,
  add column "changed_at" timestamptz(3) not null default current_timestamp;
alter table "membership" add column "catalogs_only" boolean not null default false;

create table "catalog_item" (
  "catalog_id" uuid not null,
  "offer_id" uuid not null,
  "choice" text,
  "own_part_number" text,
  "own_name" text,
  "preferred" boolean not null default false,
  "blocked" boolean not null default false,
  constraint "catalog_item_pkey" primary key ("catalog_id", "offer_id")
);
create index "catalog_item_offer_id_idx" on "catalog_item"("offer_id");
alter table "catalog_item" add constraint "catalog_item_catalog_id_fkey"
  foreign key ("catalog_id") references "catalog"("id") on delete cascade on update cascade;
alter table "catalog_item" add constraint "catalog_item_offer_id_fkey"
  foreign key ("offer_id") references "offer"("id") on delete cascade on update cascade;

create table "catalog_entry" (
  "catalog_id" uuid not null,
  "offer_id" uuid not null,
  "from_version" integer not null,
  "to_version" integer,
  "own_part_number" text,
  "own_name" text,
  "preferred" boolean not null default false,
  "blocked" boolean not null default false,
  constraint "catalog_entry_pkey" primary key ("catalog_id", "offer_id", "from_version")
);
create index "catalog_entry_offer_id_to_version_idx" on "catalog_entry"("offer_id", "to_version");
create index "catalog_entry_catalog_id_own_part_number_idx" on "catalog_entry"("catalog_id", "own_part_number");
-- what a catalog shows now holds each offer once
create unique index "catalog_entry_shown" on "catalog_entry"("catalog_id", "offer_id") where to_version is null;
alter table "catalog_entry" add constraint "catalog_entry_catalog_id_fkey"
  foreign key ("catalog_id") references "catalog"("id") on delete cascade on update cascade;
alter table "catalog_entry" add constraint "catalog_entry_offer_id_fkey"
  foreign key ("offer_id") references "offer"("id") on delete cascade on update cascade;

create table "catalog_audience" (
  "id" uuid not null,
  "catalog_id" uuid not null,
  "organization_id" uuid,
  "user_id" uuid,
  constraint "catalog_audience_pkey" primary key ("id"),
  constraint "catalog_audience_one" check (num_nonnulls(organization_id, user_id) = 1)
);
create unique index "catalog_audience_catalog_id_organization_id_key" on "catalog_audience"("catalog_id", "organization_id");
create unique index "catalog_audience_catalog_id_user_id_key" on "catalog_audience"("catalog_id", "user_id");
create index "catalog_audience_organization_id_idx" on "catalog_audience"("organization_id");
create index "catalog_audience_user_id_idx" on "catalog_audience"("user_id");
alter table "catalog_audience" add constraint "catalog_audience_catalog_id_fkey"
  foreign key ("catalog_id") references "catalog"("id") on delete cascade on update cascade;
alter table "catalog_audience" add constraint "catalog_audience_organization_id_fkey"
  foreign key ("organization_id") references "organization"("id") on delete cascade on update cascade;
alter table "catalog_audience" add constraint "catalog_audience_user_id_fkey"
  foreign key ("user_id") references "user"("id") on delete cascade on update cascade;

-- The published catalogs that reach a user in an organization: the one place that says so. A buyer's catalog reaches the
-- whole organization unless it names users; a catalog of the marketplace reaches the organizations that it names.
create function catalogs_reaching(organization uuid, "user" uuid) returns setof uuid language sql stable as $$
  select c.id from catalog c
  where c.organization_id = organization and c.managed_by = 'buyer' and c.published_version is not null
    and (exists (select 1 from catalog_audience a where a.catalog_id = c.id and a.user_id = "user")
         or not exists (select 1 from catalog_audience a where a.catalog_id = c.id))
  union all
  select c.id from catalog_audience a join catalog c on c.id = a.catalog_id
  where a.organization_id = organization and c.managed_by = 'marketplace' and c.published_version is not null
$$;
