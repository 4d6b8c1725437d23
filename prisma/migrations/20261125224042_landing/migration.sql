-- CreateTable
CREATE TABLE "landing_page" (
    "id" UUID NOT NULL,
    "network_id" UUID NOT NULL,
    "title" JSONB NOT NULL,
    "intro" JSONB NOT NULL DEFAULT '{}',
    "sections" JSONB NOT NULL DEFAULT '[]',
    "position" INTEGER NOT NULL DEFAULT 100,
    "version" INTEGER NOT NULL DEFAULT 1,
    "published_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "landing_page_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "landing_page_network_id_position_id_idx" ON "landing_page"("network_id", "position", "id");

-- AddForeignKey
ALTER TABLE "landing_page" ADD CONSTRAINT "landing_page_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE CASCADE ON UPDATE CASCADE;
