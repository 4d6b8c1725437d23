-- CreateEnum
CREATE TYPE "duplicate_reason" AS ENUM ('gtin', 'maker_part', 'similar');

-- CreateEnum
CREATE TYPE "duplicate_state" AS ENUM ('open', 'joined', 'apart');

-- CreateEnum
CREATE TYPE "duplicate_search_state" AS ENUM ('running', 'done', 'failed');

-- CreateTable
CREATE TABLE "product_join" (
    "organization_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "head_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_join_pkey" PRIMARY KEY ("organization_id","product_id")
);

-- CreateTable
CREATE TABLE "duplicate_proposal" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "first_id" UUID NOT NULL,
    "second_id" UUID NOT NULL,
    "score" DECIMAL(4,3) NOT NULL,
    "reason" "duplicate_reason" NOT NULL,
    "state" "duplicate_state" NOT NULL DEFAULT 'open',
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "duplicate_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duplicate_search" (
    "organization_id" UUID NOT NULL,
    "state" "duplicate_search_state" NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "products" INTEGER NOT NULL DEFAULT 0,
    "found" INTEGER NOT NULL DEFAULT 0,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "duplicate_search_pkey" PRIMARY KEY ("organization_id")
);

-- CreateIndex
CREATE INDEX "product_join_organization_id_head_id_idx" ON "product_join"("organization_id", "head_id");

-- CreateIndex
CREATE INDEX "product_join_product_id_idx" ON "product_join"("product_id");

-- CreateIndex
CREATE INDEX "product_join_head_id_idx" ON "product_join"("head_id");

-- CreateIndex
CREATE INDEX "duplicate_proposal_organization_id_state_score_id_idx" ON "duplicate_proposal"("organization_id", "state", "score" DESC, "id");

-- CreateIndex
CREATE INDEX "duplicate_proposal_first_id_idx" ON "duplicate_proposal"("first_id");

-- CreateIndex
CREATE INDEX "duplicate_proposal_second_id_idx" ON "duplicate_proposal"("second_id");

-- CreateIndex
CREATE UNIQUE INDEX "duplicate_proposal_organization_id_first_id_second_id_key" ON "duplicate_proposal"("organization_id", "first_id", "second_id");

-- AddForeignKey
ALTER TABLE "product_join" ADD CONSTRAINT "product_join_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_join" ADD CONSTRAINT "product_join_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_join" ADD CONSTRAINT "product_join_head_id_fkey" FOREIGN KEY ("head_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_proposal" ADD CONSTRAINT "duplicate_proposal_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_proposal" ADD CONSTRAINT "duplicate_proposal_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_proposal" ADD CONSTRAINT "duplicate_proposal_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_search" ADD CONSTRAINT "duplicate_search_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Organizations whose joins hold for one: itself, and the operators of the networks that it is in; only those that have joined anything.
create function joins_for(viewer uuid) returns setof uuid language sql stable as $$
  select c.id from (
    select viewer as id union
    select n.operator_id from network_membership m join network n on n.id = m.network_id where m.organization_id = viewer and m.state = 'active') c
  where exists (select 1 from product_join j where j.organization_id = c.id)
$$;

-- The product under which one sees another. What it has decided itself counts before what an operator has.
-- An operator's head may in turn be joined by the viewer; a head of the viewer's own stands, so there are never more steps.
create function product_head(viewer uuid, deciders uuid[], product uuid) returns uuid language sql stable as $$
  select coalesce(
    (select head_id from product_join where organization_id = viewer and product_id = product),
    (select coalesce(own.head_id, j.head_id) from product_join j
     left join product_join own on own.organization_id = viewer and own.product_id = j.head_id
     where j.organization_id = any(deciders) and j.organization_id <> viewer and j.product_id = product
     order by j.created_at, j.organization_id limit 1),
    product)
$$;

-- All products that one sees under the same head as this one, this one among them.
create function joined_products(viewer uuid, deciders uuid[], product uuid) returns setof uuid language sql stable as $$
  with head as materialized (select product_head(viewer, deciders, product) as id),
  near as materialized (
    select id from head union
    select j.product_id from product_join j join head on j.head_id = head.id where j.organization_id = viewer),
  candidates as (
    select id from near union
    select j.product_id from product_join j join near on j.head_id = near.id where j.organization_id = any(deciders))
  select c.id from candidates c, head where product_head(viewer, deciders, c.id) = head.id
$$;

-- Every product that one sees under another.
create function joined_heads(viewer uuid, deciders uuid[]) returns table (product_id uuid, head_id uuid) language sql stable rows 1000 as $$
  select product_id, head_id from (
    select p.product_id, product_head(viewer, deciders, p.product_id) as head_id
    from (select distinct j.product_id from product_join j where j.organization_id = any(deciders)) p) j
  where j.head_id <> j.product_id
$$;
