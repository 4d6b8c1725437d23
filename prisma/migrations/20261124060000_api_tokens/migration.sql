create table api_token (
  id uuid primary key,
  organization_id uuid not null references organization (id) on update cascade on delete restrict,
  name text not null,
  scopes text[] not null,
  prefix text not null,
  hash text not null,
  previous_hash text,
  previous_until timestamptz(3),
  created_by uuid not null references "user" (id) on update cascade on delete restrict,
  created_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create unique index api_token_hash_key on api_token (hash);
create unique index api_token_previous_hash_key on api_token (previous_hash);
create index api_token_organization_id_idx on api_token (organization_id);

create table idempotency_key (
  api_token_id uuid not null references api_token (id) on update cascade on delete cascade,
  key text not null,
  command text not null,
  input_hash text not null,
  result jsonb,
  created_at timestamptz(3) not null default current_timestamp,
  primary key (api_token_id, key)
);
create index idempotency_key_created_at_idx on idempotency_key (created_at);

alter table audit_entry add column api_token_id uuid;
