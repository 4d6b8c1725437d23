-- A round goes on from a closed event; a training event counts nowhere.
alter type "event_state" add value 'continued' after 'closed';

alter table "sourcing_event" add column "previous_id" uuid,
  add column "round" integer not null default 1,
  add column "training" boolean not null default false;
alter table "sourcing_event" add constraint "sourcing_event_previous_id_fkey"
  foreign key ("previous_id") references "sourcing_event"("id") on delete set null on update cascade;
create index "sourcing_event_previous_id_idx" on "sourcing_event"("previous_id");
