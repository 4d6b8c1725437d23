-- CreateEnum
CREATE TYPE "order_response_code" AS ENUM ('accepted', 'changed', 'rejected');

-- CreateEnum
CREATE TYPE "order_response_state" AS ENUM ('sent', 'accepted', 'declined');

-- CreateEnum
CREATE TYPE "despatch_advice_state" AS ENUM ('sent', 'received');

-- CreateEnum
CREATE TYPE "goods_receipt_state" AS ENUM ('posted', 'reversed');

-- AlterEnum: states in the words of the trade
ALTER TYPE "order_state" RENAME VALUE 'draft' TO 'pending_approval';
ALTER TYPE "order_state" RENAME VALUE 'changed' TO 'confirmed_with_changes';
ALTER TYPE "order_state" RENAME VALUE 'partly_shipped' TO 'partially_shipped';

-- AlterTable
ALTER TABLE "number_sequence" DROP CONSTRAINT "number_sequence_pkey",
ADD COLUMN     "year" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "number_sequence_pkey" PRIMARY KEY ("organization_id", "kind", "year");

-- AlterTable
ALTER TABLE "purchase_order" RENAME COLUMN "wanted_on" TO "requested_delivery_date";

-- AlterTable
ALTER TABLE "requisition" RENAME COLUMN "wanted_on" TO "requested_delivery_date";

-- CreateTable
CREATE TABLE "order_response" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "code" "order_response_code" NOT NULL,
    "state" "order_response_state" NOT NULL DEFAULT 'sent',
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_response_line" (
    "response_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "promised_on" DATE,
    "note" TEXT,

    CONSTRAINT "order_response_line_pkey" PRIMARY KEY ("response_id","order_line_id")
);

-- CreateTable
CREATE TABLE "despatch_advice" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "state" "despatch_advice_state" NOT NULL DEFAULT 'sent',
    "carrier" TEXT,
    "tracking" TEXT,
    "created_by" UUID,
    "despatched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "despatch_advice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "despatch_advice_line" (
    "advice_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,

    CONSTRAINT "despatch_advice_line_pkey" PRIMARY KEY ("advice_id","order_line_id")
);

-- CreateTable
CREATE TABLE "goods_receipt" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "state" "goods_receipt_state" NOT NULL DEFAULT 'posted',
    "created_by" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "reversed_by" UUID,
    "reversed_at" TIMESTAMPTZ(3),

    CONSTRAINT "goods_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "goods_receipt_line" (
    "receipt_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "received" DECIMAL(18,6) NOT NULL,
    "rejected" DECIMAL(18,6) NOT NULL,

    CONSTRAINT "goods_receipt_line_pkey" PRIMARY KEY ("receipt_id","order_line_id")
);

-- CreateTable
CREATE TABLE "number_pattern" (
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "yearly" BOOLEAN NOT NULL,
    "digits" INTEGER NOT NULL,

    CONSTRAINT "number_pattern_pkey" PRIMARY KEY ("organization_id","kind")
);

-- CreateIndex
CREATE INDEX "order_response_order_id_created_at_idx" ON "order_response"("order_id", "created_at");

-- CreateIndex
CREATE INDEX "order_response_supplier_id_created_at_id_idx" ON "order_response"("supplier_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_response_buyer_id_created_at_id_idx" ON "order_response"("buyer_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "order_response_supplier_id_number_key" ON "order_response"("supplier_id", "number");

-- CreateIndex
CREATE INDEX "order_response_line_order_line_id_idx" ON "order_response_line"("order_line_id");

-- CreateIndex
CREATE INDEX "despatch_advice_order_id_despatched_at_idx" ON "despatch_advice"("order_id", "despatched_at");

-- CreateIndex
CREATE INDEX "despatch_advice_supplier_id_despatched_at_id_idx" ON "despatch_advice"("supplier_id", "despatched_at" DESC, "id");

-- CreateIndex
CREATE INDEX "despatch_advice_buyer_id_despatched_at_id_idx" ON "despatch_advice"("buyer_id", "despatched_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "despatch_advice_supplier_id_number_key" ON "despatch_advice"("supplier_id", "number");

-- CreateIndex
CREATE INDEX "despatch_advice_line_order_line_id_idx" ON "despatch_advice_line"("order_line_id");

-- CreateIndex
CREATE INDEX "goods_receipt_order_id_received_at_idx" ON "goods_receipt"("order_id", "received_at");

-- CreateIndex
CREATE INDEX "goods_receipt_buyer_id_received_at_id_idx" ON "goods_receipt"("buyer_id", "received_at" DESC, "id");

-- CreateIndex
CREATE INDEX "goods_receipt_supplier_id_received_at_id_idx" ON "goods_receipt"("supplier_id", "received_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "goods_receipt_buyer_id_number_key" ON "goods_receipt"("buyer_id", "number");

-- CreateIndex
CREATE INDEX "goods_receipt_line_order_line_id_idx" ON "goods_receipt_line"("order_line_id");

-- AddForeignKey
ALTER TABLE "order_response" ADD CONSTRAINT "order_response_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "purchase_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_response_line" ADD CONSTRAINT "order_response_line_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "order_response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_response_line" ADD CONSTRAINT "order_response_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "despatch_advice" ADD CONSTRAINT "despatch_advice_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "purchase_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "despatch_advice_line" ADD CONSTRAINT "despatch_advice_line_advice_id_fkey" FOREIGN KEY ("advice_id") REFERENCES "despatch_advice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "despatch_advice_line" ADD CONSTRAINT "despatch_advice_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goods_receipt" ADD CONSTRAINT "goods_receipt_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "purchase_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goods_receipt_line" ADD CONSTRAINT "goods_receipt_line_receipt_id_fkey" FOREIGN KEY ("receipt_id") REFERENCES "goods_receipt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goods_receipt_line" ADD CONSTRAINT "goods_receipt_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_pattern" ADD CONSTRAINT "number_pattern_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Kinds of documents have names instead of letters; the letters are how their numbers begin.
UPDATE number_sequence SET kind = CASE kind WHEN 'PO' THEN 'purchase_order' WHEN 'RFX' THEN 'sourcing_event' ELSE kind END;
UPDATE order_event SET kind = CASE kind WHEN 'refused' THEN 'approval_rejected' WHEN 'changed' THEN 'confirmed_with_changes' ELSE kind END
  WHERE kind IN ('refused', 'changed');
UPDATE notification SET kind = CASE kind WHEN 'order_refused' THEN 'order_approval_rejected' ELSE 'order_confirmed_with_changes' END
  WHERE kind IN ('order_refused', 'order_changed');

-- What suppliers have answered becomes order responses.
INSERT INTO order_response (id, number, order_id, supplier_id, buyer_id, code, state, created_by, created_at)
SELECT gen_random_uuid(), 'OR-' || lpad(row_number() OVER (PARTITION BY a.supplier_id ORDER BY a.at, a.order_id)::text, 6, '0'),
       a.order_id, a.supplier_id, a.buyer_id, a.code::order_response_code,
       (CASE WHEN a.code <> 'changed' OR a.order_state = 'confirmed_with_changes' THEN 'sent'
             WHEN a.order_state = 'cancelled' THEN 'declined' ELSE 'accepted' END)::order_response_state, a.user_id, a.at
FROM (
  SELECT o.id AS order_id, o.supplier_id, o.buyer_id, o.state::text AS order_state, e.user_id, coalesce(e.at, o.placed_at) AS at,
         CASE WHEN bool_and(l.confirmed = 0) THEN 'rejected'
              WHEN bool_and(l.confirmed = l.quantity) AND coalesce(e.kind, '') <> 'confirmed_with_changes' THEN 'accepted' ELSE 'changed' END AS code
  FROM purchase_order o JOIN order_line l ON l.order_id = o.id AND l.confirmed IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT x.at, x.user_id, x.kind FROM order_event x
    WHERE x.order_id = o.id AND x.kind IN ('confirmed', 'confirmed_with_changes', 'rejected') ORDER BY x.at LIMIT 1) e ON true
  GROUP BY o.id, e.at, e.user_id, e.kind) a;

INSERT INTO order_response_line (response_id, order_line_id, quantity, promised_on, note)
SELECT r.id, l.id, l.confirmed, l.confirmed_on, l.answer_note
FROM order_response r JOIN order_line l ON l.order_id = r.order_id AND l.confirmed IS NOT NULL;

-- What was shipped becomes despatch advices: one for each entry of a timeline that says what left, and one for the rest of an order.
CREATE TEMP TABLE shipment ON COMMIT DROP AS
  SELECT e.id, e.order_id, e.at, e.user_id, e.data->>'carrier' AS carrier, e.data->>'tracking' AS tracking, l.id AS line_id, (x->>'quantity')::numeric AS quantity
  FROM order_event e CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(e.data->'lines') WHEN 'array' THEN e.data->'lines' ELSE '[]' END) x
  JOIN order_line l ON l.order_id = e.order_id AND l.id = (x->>'lineId')::uuid
  WHERE e.kind = 'shipped' AND (x->>'quantity')::numeric > 0;
INSERT INTO shipment
  SELECT md5('despatch advice ' || o.id)::uuid, o.id,
         coalesce((SELECT max(e.at) FROM order_event e WHERE e.order_id = o.id AND e.kind = 'shipped'), o.updated_at), NULL, NULL, NULL,
         l.id, l.shipped - coalesce(s.quantity, 0)
  FROM purchase_order o JOIN order_line l ON l.order_id = o.id
  LEFT JOIN (SELECT line_id, sum(quantity) AS quantity FROM shipment GROUP BY 1) s ON s.line_id = l.id
  WHERE l.shipped > coalesce(s.quantity, 0);

INSERT INTO despatch_advice (id, number, order_id, supplier_id, buyer_id, state, carrier, tracking, created_by, despatched_at)
SELECT s.id, 'DA-' || lpad(row_number() OVER (PARTITION BY o.supplier_id ORDER BY s.at, s.id)::text, 6, '0'), o.id, o.supplier_id, o.buyer_id,
       (CASE WHEN o.state IN ('received', 'closed') THEN 'received' ELSE 'sent' END)::despatch_advice_state, s.carrier, s.tracking, s.user_id, s.at
FROM (SELECT DISTINCT id, order_id, at, user_id, carrier, tracking FROM shipment) s JOIN purchase_order o ON o.id = s.order_id;
INSERT INTO despatch_advice_line (advice_id, order_line_id, quantity) SELECT id, line_id, sum(quantity) FROM shipment GROUP BY 1, 2;

-- What was received and rejected becomes goods receipts in the same way.
CREATE TEMP TABLE arrival ON COMMIT DROP AS
  SELECT e.id, e.order_id, e.at, e.user_id, l.id AS line_id, (x->>'received')::numeric AS received, (x->>'rejected')::numeric AS rejected
  FROM order_event e CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(e.data->'lines') WHEN 'array' THEN e.data->'lines' ELSE '[]' END) x
  JOIN order_line l ON l.order_id = e.order_id AND l.id = (x->>'lineId')::uuid
  WHERE e.kind = 'received' AND (x->>'received')::numeric + (x->>'rejected')::numeric > 0;
INSERT INTO arrival
  SELECT md5('goods receipt ' || o.id)::uuid, o.id,
         coalesce((SELECT max(e.at) FROM order_event e WHERE e.order_id = o.id AND e.kind = 'received'), o.updated_at), NULL,
         l.id, greatest(l.received - coalesce(a.received, 0), 0), greatest(l.rejected - coalesce(a.rejected, 0), 0)
  FROM purchase_order o JOIN order_line l ON l.order_id = o.id
  LEFT JOIN (SELECT line_id, sum(received) AS received, sum(rejected) AS rejected FROM arrival GROUP BY 1) a ON a.line_id = l.id
  WHERE l.received > coalesce(a.received, 0) OR l.rejected > coalesce(a.rejected, 0);

INSERT INTO goods_receipt (id, number, order_id, buyer_id, supplier_id, created_by, received_at)
SELECT a.id, 'GR-' || lpad(row_number() OVER (PARTITION BY o.buyer_id ORDER BY a.at, a.id)::text, 6, '0'), o.id, o.buyer_id, o.supplier_id, a.user_id, a.at
FROM (SELECT DISTINCT id, order_id, at, user_id FROM arrival) a JOIN purchase_order o ON o.id = a.order_id;
INSERT INTO goods_receipt_line (receipt_id, order_line_id, received, rejected)
  SELECT id, line_id, sum(received), sum(rejected) FROM arrival GROUP BY 1, 2;

INSERT INTO number_sequence (organization_id, kind, year, last)
SELECT supplier_id, 'order_response', 0, count(*) FROM order_response GROUP BY 1
UNION ALL SELECT supplier_id, 'despatch_advice', 0, count(*) FROM despatch_advice GROUP BY 1
UNION ALL SELECT buyer_id, 'goods_receipt', 0, count(*) FROM goods_receipt GROUP BY 1;

-- AlterTable: what an order's lines said of these is now the sum of the documents.
ALTER TABLE "order_line" DROP COLUMN "answer_note",
DROP COLUMN "confirmed",
DROP COLUMN "confirmed_on",
DROP COLUMN "received",
DROP COLUMN "rejected",
DROP COLUMN "shipped";
