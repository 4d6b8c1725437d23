-- Tables and columns in the words of the trade: merged, not joined; internal, not own; allocation, not split; standstill.
ALTER TABLE "product_join" RENAME TO "product_merge";
ALTER TABLE "product_enrichment" RENAME TO "internal_content";
ALTER TABLE "enrichment_file" RENAME TO "internal_content_file";
ALTER TABLE "own_category" RENAME TO "internal_category";
ALTER TABLE "category_mapping" RENAME COLUMN "own_id" TO "internal_category_id";
ALTER TABLE "unit_mapping" RENAME COLUMN "own_unit" TO "internal_unit";
ALTER TABLE "split" RENAME TO "allocation";
ALTER TYPE "split_state" RENAME TO "allocation_state";
ALTER TABLE "catalog_item" RENAME COLUMN "own_part_number" TO "buyer_part_number";
ALTER TABLE "catalog_item" RENAME COLUMN "own_name" TO "buyer_name";
ALTER TABLE "catalog_entry" RENAME COLUMN "own_part_number" TO "buyer_part_number";
ALTER TABLE "catalog_entry" RENAME COLUMN "own_name" TO "buyer_name";
ALTER TABLE "catalog_version_line" RENAME COLUMN "own_part_number" TO "buyer_part_number";
ALTER TABLE "catalog_version_line" RENAME COLUMN "own_name" TO "buyer_name";
ALTER TABLE "lot_award" RENAME COLUMN "stands_until" TO "standstill_ends_at";
ALTER TABLE "lot_award" RENAME COLUMN "effected_at" TO "executed_at";
DROP FUNCTION "joins_for", "product_head", "joined_products", "joined_heads", "own_category_of", "enrichers_for", "enrichment_words";

-- What a catalog selects by is kept as data.
UPDATE catalog SET selection = replace(selection::text, '"ownIds"', '"internalCategoryIds"')::jsonb WHERE selection::text LIKE '%"ownIds"%';

-- Names of constraints and indexes follow.
ALTER TABLE "allocation" RENAME CONSTRAINT "split_pkey" TO "allocation_pkey";
ALTER TABLE "internal_category" RENAME CONSTRAINT "own_category_pkey" TO "internal_category_pkey";
ALTER TABLE "internal_content" RENAME CONSTRAINT "product_enrichment_pkey" TO "internal_content_pkey";
ALTER TABLE "internal_content_file" RENAME CONSTRAINT "enrichment_file_pkey" TO "internal_content_file_pkey";
ALTER TABLE "product_merge" RENAME CONSTRAINT "product_join_pkey" TO "product_merge_pkey";
ALTER TABLE "allocation" RENAME CONSTRAINT "split_list_id_fkey" TO "allocation_list_id_fkey";
ALTER TABLE "category_mapping" RENAME CONSTRAINT "category_mapping_own_id_fkey" TO "category_mapping_internal_category_id_fkey";
ALTER TABLE "internal_category" RENAME CONSTRAINT "own_category_organization_id_fkey" TO "internal_category_organization_id_fkey";
ALTER TABLE "internal_content" RENAME CONSTRAINT "product_enrichment_organization_id_fkey" TO "internal_content_organization_id_fkey";
ALTER TABLE "internal_content" RENAME CONSTRAINT "product_enrichment_product_id_fkey" TO "internal_content_product_id_fkey";
ALTER TABLE "internal_content_file" RENAME CONSTRAINT "enrichment_file_file_id_fkey" TO "internal_content_file_file_id_fkey";
ALTER TABLE "internal_content_file" RENAME CONSTRAINT "enrichment_file_organization_id_product_id_fkey" TO "internal_content_file_organization_id_product_id_fkey";
ALTER TABLE "product_merge" RENAME CONSTRAINT "product_join_head_id_fkey" TO "product_merge_head_id_fkey";
ALTER TABLE "product_merge" RENAME CONSTRAINT "product_join_organization_id_fkey" TO "product_merge_organization_id_fkey";
ALTER TABLE "product_merge" RENAME CONSTRAINT "product_join_product_id_fkey" TO "product_merge_product_id_fkey";
ALTER INDEX "split_list_id_created_at_idx" RENAME TO "allocation_list_id_created_at_idx";
ALTER INDEX "catalog_entry_catalog_id_own_part_number_idx" RENAME TO "catalog_entry_catalog_id_buyer_part_number_idx";
ALTER INDEX "category_mapping_own_id_idx" RENAME TO "category_mapping_internal_category_id_idx";
ALTER INDEX "own_category_organization_id_code_key" RENAME TO "internal_category_organization_id_code_key";
ALTER INDEX "product_enrichment_product_id_idx" RENAME TO "internal_content_product_id_idx";
ALTER INDEX "product_enrichment_words" RENAME TO "internal_content_words";
ALTER INDEX "enrichment_file_organization_id_product_id_kind_position_key" RENAME TO "internal_content_file_organization_id_product_id_kind_posit_key";
ALTER INDEX "product_join_head_id_idx" RENAME TO "product_merge_head_id_idx";
ALTER INDEX "product_join_organization_id_head_id_idx" RENAME TO "product_merge_organization_id_head_id_idx";
ALTER INDEX "product_join_product_id_idx" RENAME TO "product_merge_product_id_idx";
