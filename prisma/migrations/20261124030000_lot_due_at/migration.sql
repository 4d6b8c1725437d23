-- When the clock next causes something in a lot: its opening, a step of its price, its end.
alter table "lot" add column "due_at" timestamptz(3);
update "lot" set "due_at" = case "phase" when 'pending' then "opens_at" when 'open' then "ends_at" end;
drop index "lot_phase_ends_at_idx";
create index "lot_phase_due_at_idx" on "lot" ("phase", "due_at");
