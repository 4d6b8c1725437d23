-- CreateEnum
CREATE TYPE "deal_kind" AS ENUM ('group', 'limited');

-- CreateEnum
CREATE TYPE "deal_state" AS ENUM ('open', 'closed', 'called_off');

-- CreateTable
CREATE TABLE "deal" (
    "id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "kind" "deal_kind" NOT NULL,
    "state" "deal_state" NOT NULL DEFAULT 'open',
    "currency" CHAR(3) NOT NULL,
    "unit" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "steps" JSONB NOT NULL,
    "total" DECIMAL(18,6),
    "taken" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "price" DECIMAL(18,6),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deal_join" (
    "id" UUID NOT NULL,
    "deal_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "network_id" UUID NOT NULL,
    "address_id" UUID,
    "order_id" UUID,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deal_join_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deal_state_ends_at_id_idx" ON "deal"("state", "ends_at", "id");

-- CreateIndex
CREATE INDEX "deal_supplier_id_created_at_id_idx" ON "deal"("supplier_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "deal_offer_id_idx" ON "deal"("offer_id");

-- CreateIndex
CREATE UNIQUE INDEX "deal_join_order_id_key" ON "deal_join"("order_id");

-- CreateIndex
CREATE INDEX "deal_join_deal_id_buyer_id_idx" ON "deal_join"("deal_id", "buyer_id");

-- CreateIndex
CREATE INDEX "deal_join_buyer_id_idx" ON "deal_join"("buyer_id");

-- CreateIndex
CREATE UNIQUE INDEX "deal_join_deal_id_key_key" ON "deal_join"("deal_id", "key");

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_join" ADD CONSTRAINT "deal_join_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_join" ADD CONSTRAINT "deal_join_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_join" ADD CONSTRAINT "deal_join_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "purchase_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;
