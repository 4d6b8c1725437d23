-- While one stands nothing of the organization's goes by its age, and nobody of its members is erased.
create table legal_hold (
  id uuid primary key,
  organization_id uuid not null references organization (id) on update cascade on delete restrict,
  reason text not null,
  placed_by uuid not null,
  placed_at timestamptz(3) not null default current_timestamp,
  lifted_by uuid,
  lifted_at timestamptz(3)
);
create index legal_hold_organization_id_idx on legal_hold (organization_id);
create index notification_created_at_idx on notification (created_at);
create index session_expires_at_idx on session (expires_at);
