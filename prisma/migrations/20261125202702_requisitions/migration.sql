-- CreateEnum
CREATE TYPE "requisition_state" AS ENUM ('open', 'answered', 'done', 'refused', 'withdrawn');

-- CreateTable
CREATE TABLE "internal_item" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "place" TEXT,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "internal_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requisition" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "requested_by" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "item_id" UUID,
    "quantity" DECIMAL(18,6) NOT NULL,
    "unit" TEXT NOT NULL,
    "wanted_on" DATE,
    "note" TEXT,
    "state" "requisition_state" NOT NULL DEFAULT 'open',
    "offer_id" UUID,
    "answer" TEXT,
    "answered_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "requisition_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "internal_item_name" ON "internal_item" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "internal_item_organization_id_number_key" ON "internal_item"("organization_id", "number");

-- CreateIndex
CREATE INDEX "requisition_organization_id_state_created_at_id_idx" ON "requisition"("organization_id", "state", "created_at", "id");

-- CreateIndex
CREATE INDEX "requisition_organization_id_requested_by_created_at_idx" ON "requisition"("organization_id", "requested_by", "created_at");

-- CreateIndex
CREATE INDEX "requisition_item_id_idx" ON "requisition"("item_id");

-- CreateIndex
CREATE INDEX "requisition_offer_id_idx" ON "requisition"("offer_id");

-- AddForeignKey
ALTER TABLE "internal_item" ADD CONSTRAINT "internal_item_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requisition" ADD CONSTRAINT "requisition_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requisition" ADD CONSTRAINT "requisition_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requisition" ADD CONSTRAINT "requisition_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "internal_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requisition" ADD CONSTRAINT "requisition_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
