-- CreateTable
CREATE TABLE "comparison" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "created_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "comparison_organization_id_changed_at_id_idx" ON "comparison"("organization_id", "changed_at" DESC, "id");

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
