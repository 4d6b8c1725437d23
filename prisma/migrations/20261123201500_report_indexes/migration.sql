-- What waits in the outbox, and orders of all members by day: the operator's first look.
create index outbox_event_waiting on outbox_event (type, created_at) where dispatched_at is null;
-- CreateIndex
CREATE INDEX "purchase_order_placed_at_idx" ON "purchase_order"("placed_at");
