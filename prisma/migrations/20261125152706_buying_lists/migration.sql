-- CreateEnum
CREATE TYPE "split_state" AS ENUM ('running', 'done', 'cancelled', 'failed');

-- CreateTable
CREATE TABLE "buying_list" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "buying_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "buying_list_line" (
    "id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "product_id" UUID,
    "guessed" BOOLEAN NOT NULL DEFAULT false,
    "quantity" DECIMAL(18,6) NOT NULL,

    CONSTRAINT "buying_list_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "split" (
    "id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "state" "split_state" NOT NULL,
    "options" JSONB NOT NULL,
    "input" JSONB NOT NULL,
    "progress" JSONB,
    "result" JSONB,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "split_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "buying_list_organization_id_changed_at_id_idx" ON "buying_list"("organization_id", "changed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "buying_list_line_list_id_position_idx" ON "buying_list_line"("list_id", "position");

-- CreateIndex
CREATE INDEX "buying_list_line_product_id_idx" ON "buying_list_line"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "buying_list_line_list_id_product_id_key" ON "buying_list_line"("list_id", "product_id");

-- CreateIndex
CREATE INDEX "split_list_id_created_at_idx" ON "split"("list_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "buying_list" ADD CONSTRAINT "buying_list_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "buying_list_line" ADD CONSTRAINT "buying_list_line_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "buying_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "buying_list_line" ADD CONSTRAINT "buying_list_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "split" ADD CONSTRAINT "split_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "buying_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;
