-- AlterTable
ALTER TABLE "category" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "category_attribute" (
    "category_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "unit" TEXT,
    "required" BOOLEAN NOT NULL,
    "choices" TEXT[],

    CONSTRAINT "category_attribute_pkey" PRIMARY KEY ("category_code","name")
);

-- AddForeignKey
ALTER TABLE "category_attribute" ADD CONSTRAINT "category_attribute_category_code_fkey" FOREIGN KEY ("category_code") REFERENCES "category"("code") ON DELETE CASCADE ON UPDATE CASCADE;
