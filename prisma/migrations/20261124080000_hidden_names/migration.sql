-- The buyer may keep bidders' names from itself until the close; ends that move together are looked up by lot.
alter table "sourcing_event" add column "names_hidden" boolean not null default false;
create index "ledger_entry_extended_idx" on "ledger_entry"("lot_id") where type = 'lot.extended';
