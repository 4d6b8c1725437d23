-- Extensions that search and the indexes below need
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists fuzzystrmatch;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "event_state" AS ENUM ('draft', 'published', 'closed', 'awarded', 'unsuccessful', 'cancelled');

-- CreateEnum
CREATE TYPE "event_visibility" AS ENUM ('lead_and_rank', 'rank', 'lead', 'nothing');

-- CreateEnum
CREATE TYPE "lot_phase" AS ENUM ('pending', 'open', 'paused', 'closed');

-- CreateEnum
CREATE TYPE "invitation_state" AS ENUM ('invited', 'accepted', 'declined');

-- CreateEnum
CREATE TYPE "version_source" AS ENUM ('import', 'edit', 'undo');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('uploaded', 'checking', 'checked', 'scheduled', 'publishing', 'published', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "import_action" AS ENUM ('add', 'change', 'same', 'bad');

-- CreateEnum
CREATE TYPE "organization_kind" AS ENUM ('buyer', 'supplier', 'operator');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('requester', 'approver', 'purchaser', 'buyer_admin', 'catalog_manager', 'sales', 'supplier_admin', 'network_operator');

-- CreateEnum
CREATE TYPE "token_kind" AS ENUM ('verify_email', 'reset_password', 'invitation');

-- CreateEnum
CREATE TYPE "network_membership_state" AS ENUM ('applied', 'invited', 'active', 'suspended', 'refused');

-- CreateEnum
CREATE TYPE "network_right" AS ENUM ('browse', 'publish', 'source', 'bid');

-- CreateEnum
CREATE TYPE "order_state" AS ENUM ('draft', 'placed', 'confirmed', 'changed', 'rejected', 'partly_shipped', 'shipped', 'received', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "payment_method" AS ENUM ('account', 'card');

-- CreateEnum
CREATE TYPE "payment_state" AS ENUM ('pending', 'paid', 'mismatch', 'expired', 'refunded');

-- CreateTable
CREATE TABLE "sourcing_event" (
    "id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "network_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "terms" TEXT NOT NULL DEFAULT '',
    "state" "event_state" NOT NULL,
    "visibility" "event_visibility" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "sourcing_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "baseline" DECIMAL(18,6),
    "phase" "lot_phase" NOT NULL DEFAULT 'pending',
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "head" TEXT NOT NULL DEFAULT '0000000000000000000000000000000000000000000000000000000000000000',
    "lead_amount" DECIMAL(18,6),
    "bid_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot_line" (
    "id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "product_id" UUID,
    "name" TEXT NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "unit" TEXT NOT NULL,
    "last_price" DECIMAL(18,6),

    CONSTRAINT "lot_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_invitation" (
    "event_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "alias" TEXT NOT NULL,
    "state" "invitation_state" NOT NULL DEFAULT 'invited',
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_invitation_pkey" PRIMARY KEY ("event_id","supplier_id")
);

-- CreateTable
CREATE TABLE "event_question" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "answer" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_message" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "lot_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "prev" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("lot_id","seq")
);

-- CreateTable
CREATE TABLE "lot_award" (
    "lot_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "price" DECIMAL(18,6) NOT NULL,
    "baseline" DECIMAL(18,6),
    "savings" DECIMAL(18,6),
    "reason" TEXT,
    "order_id" UUID,
    "awarded_by" UUID,
    "awarded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lot_award_pkey" PRIMARY KEY ("lot_id")
);

-- CreateTable
CREATE TABLE "category" (
    "code" TEXT NOT NULL,
    "parent_code" TEXT,
    "level" INTEGER NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "description" JSONB NOT NULL DEFAULT '{}',
    "brand" TEXT,
    "part_number" TEXT,
    "gtin" TEXT,
    "unit" TEXT NOT NULL,
    "category_code" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '[]',
    "picture_file_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalog" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalog_publication" (
    "catalog_id" UUID NOT NULL,
    "network_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalog_publication_pkey" PRIMARY KEY ("catalog_id","network_id")
);

-- CreateTable
CREATE TABLE "catalog_version" (
    "catalog_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "source" "version_source" NOT NULL,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" UUID,
    "undone_by" INTEGER,

    CONSTRAINT "catalog_version_pkey" PRIMARY KEY ("catalog_id","number")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "supplier_part_number" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "price" DECIMAL(18,6) NOT NULL,
    "breaks" JSONB NOT NULL,
    "price_base" DECIMAL(18,6) NOT NULL DEFAULT 1,
    "unit" TEXT NOT NULL,
    "minimum" DECIMAL(18,6),
    "step" DECIMAL(18,6),
    "maximum" DECIMAL(18,6),
    "pack_size" DECIMAL(18,6),
    "lead_time_days" INTEGER,
    "stock" DECIMAL(18,6),
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "tax_category" TEXT NOT NULL DEFAULT 'S',
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer_revision" (
    "offer_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offer_revision_pkey" PRIMARY KEY ("offer_id","version")
);

-- CreateTable
CREATE TABLE "catalog_import" (
    "id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "state" "import_state" NOT NULL,
    "headers" TEXT[],
    "sample" JSONB NOT NULL DEFAULT '[]',
    "mapping" JSONB,
    "replace_all" BOOLEAN NOT NULL DEFAULT false,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "bad" INTEGER NOT NULL DEFAULT 0,
    "publish_at" TIMESTAMPTZ(3),
    "version" INTEGER,
    "error" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalog_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "part" TEXT,
    "content" JSONB,
    "raw" JSONB,
    "problems" JSONB,
    "action" "import_action",

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id","row")
);

-- CreateTable
CREATE TABLE "column_mapping" (
    "organization_id" UUID NOT NULL,
    "headers" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,

    CONSTRAINT "column_mapping_pkey" PRIMARY KEY ("organization_id","headers")
);

-- CreateTable
CREATE TABLE "exchange_rate" (
    "from" CHAR(3) NOT NULL,
    "to" CHAR(3) NOT NULL,
    "date" DATE NOT NULL,
    "rate" DECIMAL(18,8) NOT NULL,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("from","to","date")
);

-- CreateTable
CREATE TABLE "tax_rate" (
    "country" CHAR(2) NOT NULL,
    "category" TEXT NOT NULL,
    "rate" DECIMAL(7,4) NOT NULL,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("country","category")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kinds" "organization_kind"[],
    "country" CHAR(2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "external_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,

    CONSTRAINT "address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cost_centre" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "cost_centre_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "roles" "role"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" UUID,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token" (
    "id" UUID NOT NULL,
    "kind" "token_kind" NOT NULL,
    "hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "organization_id" UUID,
    "roles" "role"[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_terms" (
    "network_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body_en" TEXT NOT NULL,
    "body_zh" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "network_terms_pkey" PRIMARY KEY ("network_id","version")
);

-- CreateTable
CREATE TABLE "network_membership" (
    "id" UUID NOT NULL,
    "network_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "state" "network_membership_state" NOT NULL,
    "rights" "network_right"[],
    "accepted_terms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "network_membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supplier_terms" (
    "supplier_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "minimum_order" DECIMAL(18,4),
    "freight" DECIMAL(18,4),
    "freight_free_from" DECIMAL(18,4),
    "freight_tax_category" TEXT NOT NULL DEFAULT 'S',

    CONSTRAINT "supplier_terms_pkey" PRIMARY KEY ("supplier_id","currency")
);

-- CreateTable
CREATE TABLE "cart" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "id" UUID NOT NULL,
    "cart_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "unit_price" DECIMAL(24,12) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "favourite_list" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "favourite_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "favourite_item" (
    "list_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "favourite_item_pkey" PRIMARY KEY ("list_id","product_id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_sequence" (
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_sequence_pkey" PRIMARY KEY ("organization_id","kind")
);

-- CreateTable
CREATE TABLE "purchase_order" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "buyer_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "checkout_id" UUID,
    "lot_id" UUID,
    "placed_by" UUID,
    "state" "order_state" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "net" DECIMAL(18,4) NOT NULL,
    "freight" DECIMAL(18,4) NOT NULL,
    "tax" DECIMAL(18,4) NOT NULL,
    "gross" DECIMAL(18,4) NOT NULL,
    "taxes" JSONB NOT NULL,
    "deliver_to" JSONB,
    "cost_centre" TEXT,
    "reference" TEXT,
    "notes" TEXT,
    "wanted_on" DATE,
    "payment_method" "payment_method" NOT NULL,
    "external_id" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchase_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "offer_id" UUID,
    "product_id" UUID,
    "name" JSONB NOT NULL,
    "supplier_part_number" TEXT,
    "quantity" DECIMAL(18,6) NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_price" DECIMAL(24,12) NOT NULL,
    "net" DECIMAL(18,4) NOT NULL,
    "tax_category" TEXT NOT NULL,
    "confirmed" DECIMAL(18,6),
    "confirmed_on" DATE,
    "answer_note" TEXT,
    "shipped" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "received" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "rejected" DECIMAL(18,6) NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" UUID,
    "organization_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "state" "payment_state" NOT NULL,
    "amount" DECIMAL(18,4) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "session_id" TEXT,
    "session_url" TEXT,
    "intent_id" TEXT,
    "paid_amount" DECIMAL(18,4),
    "refunded" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_id" UUID,
    "organization_id" UUID,
    "action" TEXT NOT NULL,
    "entity" TEXT,
    "entity_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "search_entry" (
    "offer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "catalog_id" UUID NOT NULL,
    "network_ids" UUID[],
    "category" TEXT,
    "brand" TEXT,
    "price" DECIMAL(18,6),
    "lead_time_days" INTEGER,
    "in_stock" BOOLEAN NOT NULL,
    "attributes" TEXT[],
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "words" tsvector NOT NULL,

    CONSTRAINT "search_entry_pkey" PRIMARY KEY ("offer_id")
);

-- CreateTable
CREATE TABLE "search_word" (
    "word" TEXT NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "sourcing_event_buyer_id_created_at_idx" ON "sourcing_event"("buyer_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "sourcing_event_buyer_id_number_key" ON "sourcing_event"("buyer_id", "number");

-- CreateIndex
CREATE INDEX "lot_phase_ends_at_idx" ON "lot"("phase", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "lot_event_id_number_key" ON "lot"("event_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "lot_line_lot_id_line_key" ON "lot_line"("lot_id", "line");

-- CreateIndex
CREATE INDEX "event_invitation_supplier_id_idx" ON "event_invitation"("supplier_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_invitation_event_id_alias_key" ON "event_invitation"("event_id", "alias");

-- CreateIndex
CREATE INDEX "event_question_event_id_idx" ON "event_question"("event_id");

-- CreateIndex
CREATE INDEX "event_message_event_id_at_idx" ON "event_message"("event_id", "at");

-- CreateIndex
CREATE INDEX "category_parent_code_idx" ON "category"("parent_code");

-- CreateIndex
CREATE INDEX "product_owner_id_idx" ON "product"("owner_id");

-- CreateIndex
CREATE INDEX "product_category_code_idx" ON "product"("category_code");

-- CreateIndex
CREATE UNIQUE INDEX "product_gtin_key" ON "product"("gtin");

-- CreateIndex
CREATE UNIQUE INDEX "product_brand_part_number_key" ON "product"("brand", "part_number");

-- CreateIndex
CREATE INDEX "catalog_organization_id_idx" ON "catalog"("organization_id");

-- CreateIndex
CREATE INDEX "catalog_publication_network_id_idx" ON "catalog_publication"("network_id");

-- CreateIndex
CREATE INDEX "offer_product_id_idx" ON "offer"("product_id");

-- CreateIndex
CREATE INDEX "offer_supplier_id_idx" ON "offer"("supplier_id");

-- CreateIndex
CREATE UNIQUE INDEX "offer_catalog_id_supplier_part_number_key" ON "offer"("catalog_id", "supplier_part_number");

-- CreateIndex
CREATE INDEX "catalog_import_catalog_id_created_at_idx" ON "catalog_import"("catalog_id", "created_at");

-- CreateIndex
CREATE INDEX "import_row_import_id_part_idx" ON "import_row"("import_id", "part");

-- CreateIndex
CREATE UNIQUE INDEX "organization_external_id_key" ON "organization"("external_id");

-- CreateIndex
CREATE INDEX "address_organization_id_idx" ON "address"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "cost_centre_organization_id_code_key" ON "cost_centre"("organization_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "membership_organization_id_idx" ON "membership"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_user_id_organization_id_key" ON "membership"("user_id", "organization_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "token_hash_key" ON "token"("hash");

-- CreateIndex
CREATE INDEX "token_organization_id_idx" ON "token"("organization_id");

-- CreateIndex
CREATE INDEX "network_membership_organization_id_idx" ON "network_membership"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "network_membership_network_id_organization_id_key" ON "network_membership"("network_id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_user_id_organization_id_key" ON "cart"("user_id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_line_cart_id_offer_id_key" ON "cart_line"("cart_id", "offer_id");

-- CreateIndex
CREATE UNIQUE INDEX "favourite_list_user_id_organization_id_name_key" ON "favourite_list"("user_id", "organization_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_organization_id_key_key" ON "checkout"("organization_id", "key");

-- CreateIndex
CREATE INDEX "purchase_order_buyer_id_placed_at_id_idx" ON "purchase_order"("buyer_id", "placed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "purchase_order_supplier_id_placed_at_id_idx" ON "purchase_order"("supplier_id", "placed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "purchase_order_checkout_id_idx" ON "purchase_order"("checkout_id");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_order_buyer_id_number_key" ON "purchase_order"("buyer_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_order_buyer_id_external_id_key" ON "purchase_order"("buyer_id", "external_id");

-- CreateIndex
CREATE INDEX "order_line_product_id_idx" ON "order_line"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_order_id_line_key" ON "order_line"("order_id", "line");

-- CreateIndex
CREATE INDEX "order_event_order_id_at_idx" ON "order_event"("order_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_session_id_key" ON "payment"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_intent_id_key" ON "payment"("intent_id");

-- CreateIndex
CREATE INDEX "payment_order_id_idx" ON "payment"("order_id");

-- CreateIndex
CREATE INDEX "outbox_event_created_at_idx" ON "outbox_event"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_organization_id_at_idx" ON "audit_entry"("organization_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_entity_entity_id_idx" ON "audit_entry"("entity", "entity_id");

-- CreateIndex
CREATE INDEX "mail_to_created_at_idx" ON "mail"("to", "created_at");

-- CreateIndex
CREATE INDEX "notification_user_id_organization_id_created_at_idx" ON "notification"("user_id", "organization_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "search_entry_product_id_idx" ON "search_entry"("product_id");

-- CreateIndex
CREATE INDEX "search_entry_catalog_id_idx" ON "search_entry"("catalog_id");

-- AddForeignKey
ALTER TABLE "sourcing_event" ADD CONSTRAINT "sourcing_event_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sourcing_event" ADD CONSTRAINT "sourcing_event_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "sourcing_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot_line" ADD CONSTRAINT "lot_line_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_invitation" ADD CONSTRAINT "event_invitation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "sourcing_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_invitation" ADD CONSTRAINT "event_invitation_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_question" ADD CONSTRAINT "event_question_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "sourcing_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_message" ADD CONSTRAINT "event_message_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "sourcing_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot_award" ADD CONSTRAINT "lot_award_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_category_code_fkey" FOREIGN KEY ("category_code") REFERENCES "category"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog" ADD CONSTRAINT "catalog_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_publication" ADD CONSTRAINT "catalog_publication_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_publication" ADD CONSTRAINT "catalog_publication_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_version" ADD CONSTRAINT "catalog_version_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer_revision" ADD CONSTRAINT "offer_revision_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_import" ADD CONSTRAINT "catalog_import_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "catalog_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "address" ADD CONSTRAINT "address_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cost_centre" ADD CONSTRAINT "cost_centre_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network" ADD CONSTRAINT "network_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_terms" ADD CONSTRAINT "network_terms_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_membership" ADD CONSTRAINT "network_membership_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_membership" ADD CONSTRAINT "network_membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supplier_terms" ADD CONSTRAINT "supplier_terms_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "favourite_item" ADD CONSTRAINT "favourite_item_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "favourite_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkout"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "purchase_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "purchase_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "purchase_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say

-- Ledgers and the audit log only ever grow.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_append_only before update or delete on ledger_entry for each row execute function refuse_change();
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger ledger_entry_no_truncate before truncate on ledger_entry for each statement execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry for each statement execute function refuse_change();

-- Search: the text vector, the networks that may see an entry, corrections by trigram, completions by prefix.
create index search_entry_words on search_entry using gin (words);
create index search_entry_networks on search_entry using gin (network_ids);
create index search_entry_attributes on search_entry using gin (attributes);
create index search_entry_category on search_entry (category text_pattern_ops);
create index search_word_similar on search_word using gin (word gin_trgm_ops);
create index search_word_prefix on search_word (word text_pattern_ops);

-- One organization has one import under way for a catalog.
create unique index catalog_import_one_at_a_time on catalog_import (catalog_id) where state in ('checking', 'publishing');

-- One payment of an order waits for the payer at a time.
create unique index payment_one_pending on payment (order_id) where state = 'pending';

-- Texts as search sees them: signs become blanks, so that "AR-5381" and "M8×40" fall apart the same way in texts and
-- queries. The application does the same to what is asked (lib/search/model.ts).
create function search_text(value text) returns text language sql stable parallel safe as $$
  select regexp_replace(lower(unaccent(coalesce(value, ''))), '[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+', ' ', 'g')
$$;

-- Chinese has no blanks: every pair of neighbouring characters is a word, and the last character of a run.
create function search_pairs(value text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(substr(run[1], place, 2), ' '), '')
  from regexp_matches(coalesce(value, ''), '[\u3400-\u9fff]+', 'g') run, generate_series(1, length(run[1])) place
$$;

create function search_vector(name jsonb, description jsonb, codes text, category text) returns tsvector language sql stable parallel safe as $$
  select setweight(to_tsvector('english', search_text(name->>'en')), 'A') || setweight(to_tsvector('simple', search_text(name->>'en')), 'A')
      || setweight(to_tsvector('simple', search_pairs(name->>'zh') || ' ' || search_text(name->>'zh')), 'A')
      || setweight(to_tsvector('simple', search_text(codes) || ' ' || regexp_replace(lower(codes), '[^a-z0-9 ]', '', 'g')), 'B')
      || setweight(to_tsvector('english', search_text(category)) || to_tsvector('simple', search_pairs(category)), 'C')
      || setweight(to_tsvector('english', search_text(description->>'en')) || to_tsvector('simple', search_pairs(description->>'zh')), 'D')
$$;
