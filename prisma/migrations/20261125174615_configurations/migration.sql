-- DropIndex
DROP INDEX "cart_line_cart_id_offer_id_key";

-- AlterTable
ALTER TABLE "cart_line" ADD COLUMN     "configuration_id" UUID;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "configuration" JSONB;

-- CreateTable
CREATE TABLE "configurator" (
    "offer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "model" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" UUID,

    CONSTRAINT "configurator_pkey" PRIMARY KEY ("offer_id")
);

-- CreateTable
CREATE TABLE "configuration" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "choices" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,

    CONSTRAINT "configuration_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "configuration_offer_id_idx" ON "configuration"("offer_id");

-- CreateIndex
CREATE UNIQUE INDEX "configuration_organization_id_offer_id_digest_key" ON "configuration"("organization_id", "offer_id", "digest");

-- CreateIndex
CREATE INDEX "cart_line_configuration_id_idx" ON "cart_line"("configuration_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_line_cart_id_offer_id_configuration_id_key" ON "cart_line"("cart_id", "offer_id", "configuration_id") NULLS NOT DISTINCT;

-- AddForeignKey
ALTER TABLE "configurator" ADD CONSTRAINT "configurator_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "configuration" ADD CONSTRAINT "configuration_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "configuration" ADD CONSTRAINT "configuration_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_configuration_id_fkey" FOREIGN KEY ("configuration_id") REFERENCES "configuration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
