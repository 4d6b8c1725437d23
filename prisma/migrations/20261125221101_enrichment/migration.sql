-- CreateTable
CREATE TABLE "product_enrichment" (
    "organization_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "note" JSONB NOT NULL DEFAULT '{}',
    "attributes" JSONB NOT NULL DEFAULT '[]',
    "words" tsvector,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_enrichment_pkey" PRIMARY KEY ("organization_id","product_id")
);

-- CreateTable
CREATE TABLE "enrichment_file" (
    "file_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "kind" "product_file_kind" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "enrichment_file_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE INDEX "product_enrichment_product_id_idx" ON "product_enrichment"("product_id");

-- CreateIndex
CREATE INDEX "product_enrichment_words" ON "product_enrichment" USING GIN ("words");

-- CreateIndex
CREATE UNIQUE INDEX "enrichment_file_organization_id_product_id_kind_position_key" ON "enrichment_file"("organization_id", "product_id", "kind", "position");

-- AddForeignKey
ALTER TABLE "product_enrichment" ADD CONSTRAINT "product_enrichment_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_enrichment" ADD CONSTRAINT "product_enrichment_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrichment_file" ADD CONSTRAINT "enrichment_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrichment_file" ADD CONSTRAINT "enrichment_file_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "product_enrichment"("organization_id", "product_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whose additions reach an organization: its own, and those of the operators of its networks.
create function enrichers_for(viewer uuid) returns setof uuid language sql stable as $$
  select c.id from (
    select viewer as id union
    select n.operator_id from network_membership m join network n on n.id = m.network_id where m.organization_id = viewer and m.state = 'active') c
  where exists (select 1 from product_enrichment e where e.organization_id = c.id)
$$;

-- The words of what was added, taken apart as the search takes all texts apart.
create function enrichment_words(note jsonb, attributes jsonb) returns tsvector language sql stable as $$
  select to_tsvector('english', search_text(said)) || to_tsvector('simple', search_text(said) || ' ' || search_pairs(said))
  from (select concat_ws(' ', note->>'en', note->>'zh',
    (select string_agg(concat_ws(' ', a->>'value', a->>'unit'), ' ') from jsonb_array_elements(attributes) a)) as said) texts
$$;
