-- CreateEnum
CREATE TYPE "content_policy" AS ENUM ('take_over', 'ask', 'ignore');

-- CreateEnum
CREATE TYPE "version_state" AS ENUM ('checked', 'submitted', 'sent_back', 'accepted', 'published', 'superseded', 'withdrawn');

-- AlterTable
ALTER TABLE "catalog" ADD COLUMN     "content_policy" "content_policy" NOT NULL DEFAULT 'take_over',
ADD COLUMN     "needs_second" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "price_rise" DECIMAL(7,4),
ADD COLUMN     "valid_from" TIMESTAMPTZ(3),
ADD COLUMN     "valid_to" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "catalog_audience" ADD COLUMN     "cost_centre_id" UUID,
ADD COLUMN     "group_id" UUID,
ADD COLUMN     "network_id" UUID;

-- AlterTable
ALTER TABLE "catalog_entry" ADD COLUMN     "approval" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "discount" DECIMAL(7,4),
ADD COLUMN     "held" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kept" JSONB,
ADD COLUMN     "maximum" DECIMAL(18,6),
ADD COLUMN     "minimum" DECIMAL(18,6),
ADD COLUMN     "price" DECIMAL(18,6),
ADD COLUMN     "seen_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "catalog_item" ADD COLUMN     "approval" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "discount" DECIMAL(7,4),
ADD COLUMN     "maximum" DECIMAL(18,6),
ADD COLUMN     "minimum" DECIMAL(18,6),
ADD COLUMN     "price" DECIMAL(18,6);

-- AlterTable
ALTER TABLE "catalog_version" ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by" UUID,
ADD COLUMN     "publish_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" "version_state" NOT NULL DEFAULT 'published',
ADD COLUMN     "submitted_at" TIMESTAMPTZ(3),
ADD COLUMN     "submitted_by" UUID,
ALTER COLUMN "published_at" DROP NOT NULL;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "cost_centre_id" UUID;

-- AlterTable
ALTER TABLE "price_list" ADD COLUMN     "catalog_id" UUID;

-- CreateTable
CREATE TABLE "catalog_version_line" (
    "catalog_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "offer_id" UUID NOT NULL,
    "own_part_number" TEXT,
    "own_name" TEXT,
    "preferred" BOOLEAN NOT NULL DEFAULT false,
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "minimum" DECIMAL(18,6),
    "maximum" DECIMAL(18,6),
    "approval" BOOLEAN NOT NULL DEFAULT false,
    "price" DECIMAL(18,6),
    "discount" DECIMAL(7,4),

    CONSTRAINT "catalog_version_line_pkey" PRIMARY KEY ("catalog_id","number","offer_id")
);

-- CreateTable
CREATE TABLE "catalog_remark" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "offer_id" UUID,
    "text" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalog_remark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "catalog_version_line_offer_id_idx" ON "catalog_version_line"("offer_id");

-- CreateIndex
CREATE INDEX "catalog_remark_catalog_id_number_idx" ON "catalog_remark"("catalog_id", "number");

-- CreateIndex
CREATE INDEX "catalog_remark_offer_id_idx" ON "catalog_remark"("offer_id");

-- CreateIndex
CREATE INDEX "catalog_audience_cost_centre_id_idx" ON "catalog_audience"("cost_centre_id");

-- CreateIndex
CREATE INDEX "catalog_audience_group_id_idx" ON "catalog_audience"("group_id");

-- CreateIndex
CREATE INDEX "catalog_audience_network_id_idx" ON "catalog_audience"("network_id");

-- CreateIndex
CREATE UNIQUE INDEX "catalog_audience_catalog_id_cost_centre_id_key" ON "catalog_audience"("catalog_id", "cost_centre_id");

-- CreateIndex
CREATE UNIQUE INDEX "catalog_audience_catalog_id_group_id_key" ON "catalog_audience"("catalog_id", "group_id");

-- CreateIndex
CREATE UNIQUE INDEX "catalog_audience_catalog_id_network_id_key" ON "catalog_audience"("catalog_id", "network_id");

-- CreateIndex
CREATE INDEX "membership_cost_centre_id_idx" ON "membership"("cost_centre_id");

-- CreateIndex
CREATE INDEX "price_list_catalog_id_idx" ON "price_list"("catalog_id");

-- AddForeignKey
ALTER TABLE "catalog_version_line" ADD CONSTRAINT "catalog_version_line_catalog_id_number_fkey" FOREIGN KEY ("catalog_id", "number") REFERENCES "catalog_version"("catalog_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_version_line" ADD CONSTRAINT "catalog_version_line_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_remark" ADD CONSTRAINT "catalog_remark_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_remark" ADD CONSTRAINT "catalog_remark_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_audience" ADD CONSTRAINT "catalog_audience_cost_centre_id_fkey" FOREIGN KEY ("cost_centre_id") REFERENCES "cost_centre"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_audience" ADD CONSTRAINT "catalog_audience_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "customer_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_audience" ADD CONSTRAINT "catalog_audience_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_cost_centre_id_fkey" FOREIGN KEY ("cost_centre_id") REFERENCES "cost_centre"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE SET NULL ON UPDATE CASCADE;

update "catalog_entry" e set "seen_version" = o."version" from "offer" o where o."id" = e."offer_id";
alter table "catalog_entry" alter column "seen_version" drop default;
update "catalog_version" v set "state" = 'superseded' from "catalog" c
where c."id" = v."catalog_id" and c."managed_by" <> 'supplier' and v."number" <> c."published_version";
alter table "catalog_version" add constraint "catalog_version_is_published" check (("state" in ('published', 'superseded')) = ("published_at" is not null));
-- one version at a time is on its way to being published
create unique index "catalog_version_open" on "catalog_version"("catalog_id") where "state" in ('checked', 'submitted', 'accepted');
alter table "catalog_audience" drop constraint "catalog_audience_one";
alter table "catalog_audience" add constraint "catalog_audience_one"
  check (num_nonnulls("organization_id", "user_id", "cost_centre_id", "group_id", "network_id") = 1);

-- The marketplace's catalogs that reach an organization at an instant: made for it, for a group that it is in, or for a network.
create function marketplace_catalogs_for(organization uuid, at timestamptz) returns setof uuid language sql stable as $$
  select c.id from catalog c
  where c.managed_by = 'marketplace' and c.published_version is not null
    and (c.valid_from is null or c.valid_from <= at) and (c.valid_to is null or c.valid_to > at)
    and c.id in (
      select catalog_id from catalog_audience where organization_id = organization
      union all
      select a.catalog_id from customer_group_member m join catalog_audience a on a.group_id = m.group_id where m.organization_id = organization
      union all
      select a.catalog_id from network_membership m join catalog_audience a on a.network_id = m.network_id
      where m.organization_id = organization and m.state = 'active')
$$;

-- The published catalogs that reach a user in an organization at an instant: the one place that says so. A buyer's catalog
-- reaches the whole organization unless it names users or cost centres.
drop function catalogs_reaching(uuid, uuid);
create function catalogs_reaching(organization uuid, "user" uuid, at timestamptz) returns setof uuid language sql stable as $$
  select c.id from catalog c
  where c.organization_id = organization and c.managed_by = 'buyer' and c.published_version is not null
    and (c.valid_from is null or c.valid_from <= at) and (c.valid_to is null or c.valid_to > at)
    and (not exists (select 1 from catalog_audience a where a.catalog_id = c.id)
         or exists (select 1 from catalog_audience a where a.catalog_id = c.id and a.user_id = "user")
         or exists (select 1 from membership m join catalog_audience a on a.cost_centre_id = m.cost_centre_id
                    where m.user_id = "user" and m.organization_id = organization and a.catalog_id = c.id))
  union all
  select m.id from marketplace_catalogs_for(organization, at) m(id)
$$;

-- The prices of a marketplace's catalog are for whom that catalog reaches.
create or replace function price_lists_for(buyer uuid, at timestamptz) returns setof price_list language sql stable as $$
  select l.* from price_list l
  where l.state = 'active' and (l.valid_from is null or l.valid_from <= at) and (l.valid_to is null or l.valid_to > at)
    and l.id in (
      select id from price_list where buyer_id = buyer
      union all
      select id from price_list where kind = 'campaign' and state = 'active'
      union all
      select list_id from price_list_audience where organization_id = buyer
      union all
      select a.list_id from customer_group_member m join price_list_audience a on a.group_id = m.group_id where m.organization_id = buyer
      union all
      select p.id from price_list p where p.kind = 'audience' and p.catalog_id in (select m.id from marketplace_catalogs_for(buyer, at) m(id)))
$$;

-- Price from price breaks at a quantity, for the price base. Source: pricing rules, Lines 2.
create function break_price(breaks jsonb, quantity numeric) returns numeric language sql immutable parallel safe as $$
  select coalesce(
    (select (b->>'price')::numeric from jsonb_array_elements(breaks) b where (b->>'from')::numeric <= quantity order by (b->>'from')::numeric desc limit 1),
    (breaks->0->>'price')::numeric)
$$;

-- By how many percent a unit costs more than before, at the quantity where that is the most; below zero when it costs less at
-- every one. Infinite in another currency, and where it cost nothing.
create function price_rise(before jsonb, after jsonb) returns numeric language sql immutable parallel safe as $$
  select case when before->>'currency' <> after->>'currency' then 'infinity'::numeric else max(
    case when was = 0 then case when now_is = 0 then 0 else 'infinity'::numeric end else (now_is / was - 1) * 100 end) end
  from (select break_price(before->'breaks', q) / (before->>'priceBase')::numeric as was, break_price(after->'breaks', q) / (after->>'priceBase')::numeric as now_is
        from (select (b->>'from')::numeric as q from jsonb_array_elements((before->'breaks') || (after->'breaks')) b) quantities) prices
$$;

-- What an offer said at a version: what the first version after that replaced, or what it says now.
create function offer_content_at(offer_id uuid, at_version integer, current_content jsonb) returns jsonb language sql stable parallel safe as $$
  select coalesce((select r.content from offer_revision r where r.offer_id = $1 and r.version > at_version order by r.version limit 1), current_content)
$$;

-- Should a catalog hold an offer back? Its price has risen by more than it takes over, its unit or pack has changed where changes
-- are not taken over, or its texts have where they are asked for.
create function entry_held(catalog catalog, before jsonb, after jsonb) returns boolean language sql immutable parallel safe as $$
  select before is distinct from after and (
    coalesce(price_rise(before, after) > catalog.price_rise, false)
    or (catalog.content_policy <> 'take_over' and (before->'unit', before->'packSize') is distinct from (after->'unit', after->'packSize'))
    or (catalog.content_policy = 'ask' and (before->'name', before->'description', before->'category', before->'attributes')
        is distinct from (after->'name', after->'description', after->'category', after->'attributes')))
$$;

-- Holds back what has changed by more than its catalog takes over, and lets go of what is within it again: for the catalogs
-- that show some offers, or for one catalog whose policy has changed.
create function hold_entries(offers uuid[], only_catalog uuid) returns void language sql as $$
  update catalog_entry e set held = x.held
  from (select e.catalog_id, e.offer_id, e.from_version, entry_held(c, offer_content_at(o.id, e.seen_version, o.content), o.content) as held
        from catalog c join catalog_entry e on e.catalog_id = c.id and e.to_version is null join offer o on o.id = e.offer_id
        where (only_catalog is null and (c.price_rise is not null or c.content_policy <> 'take_over') and e.offer_id = any(offers))
           or c.id = only_catalog) x
  where e.catalog_id = x.catalog_id and e.offer_id = x.offer_id and e.from_version = x.from_version and e.held <> x.held
$$;

-- Which catalogs show an offer: read from the index alone, as most of them are other organizations'.
create index "catalog_entry_of_offer" on "catalog_entry"("offer_id", "catalog_id") where "to_version" is null;
