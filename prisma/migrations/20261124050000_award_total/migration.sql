-- What an award costs or brings: the same as its price but where a discount was bid.
ALTER TABLE "lot_award" ADD COLUMN "total" DECIMAL(18,6);
UPDATE "lot_award" SET "total" = "price";
ALTER TABLE "lot_award" ALTER COLUMN "total" SET NOT NULL;
