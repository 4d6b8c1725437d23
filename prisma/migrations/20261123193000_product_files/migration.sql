-- CreateEnum
CREATE TYPE "product_file_kind" AS ENUM ('picture', 'document');

-- CreateTable
CREATE TABLE "product_file" (
    "file_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "kind" "product_file_kind" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "product_file_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "product_file_product_id_kind_position_key" ON "product_file"("product_id", "kind", "position");

-- AddForeignKey
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "category_names" ON "category" USING GIN ("name_en" gin_trgm_ops, "name_zh" gin_trgm_ops);
