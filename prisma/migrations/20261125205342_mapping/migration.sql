-- CreateTable
CREATE TABLE "own_category" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "own_category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category_mapping" (
    "organization_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "own_id" UUID NOT NULL,

    CONSTRAINT "category_mapping_pkey" PRIMARY KEY ("organization_id","category")
);

-- CreateTable
CREATE TABLE "unit_mapping" (
    "organization_id" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "own_unit" TEXT NOT NULL,
    "factor" DECIMAL(18,6) NOT NULL,

    CONSTRAINT "unit_mapping_pkey" PRIMARY KEY ("organization_id","unit")
);

-- CreateIndex
CREATE UNIQUE INDEX "own_category_organization_id_code_key" ON "own_category"("organization_id", "code");

-- CreateIndex
CREATE INDEX "category_mapping_own_id_idx" ON "category_mapping"("own_id");

-- AddForeignKey
ALTER TABLE "own_category" ADD CONSTRAINT "own_category_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_mapping" ADD CONSTRAINT "category_mapping_own_id_fkey" FOREIGN KEY ("own_id") REFERENCES "own_category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_mapping" ADD CONSTRAINT "unit_mapping_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
