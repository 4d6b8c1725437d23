-- Names of lot lines are texts by language like all others, and a line says how it is taxed where nobody's offer does.
ALTER TABLE "lot_line" ALTER COLUMN "name" TYPE jsonb USING jsonb_build_object('en', name, 'zh', name);
ALTER TABLE "lot_line" ADD COLUMN "tax_category" TEXT NOT NULL DEFAULT 'S';

-- What is refused is rejected, in the words of the trade.
ALTER TYPE "requisition_state" RENAME VALUE 'refused' TO 'rejected';
