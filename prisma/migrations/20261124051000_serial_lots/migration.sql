-- Lots one after the other: seconds between the end of one and the opening of the next.
ALTER TABLE "sourcing_event" ADD COLUMN "gap_seconds" INTEGER;
