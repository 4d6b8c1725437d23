-- Signing in with more than a password, and who has to.
create type second_factor_policy as enum ('optional', 'privileged', 'everybody');
alter table organization
  add column second_factor second_factor_policy not null default 'optional',
  add column idle_minutes integer not null default 480;
alter table network add column requires_second_factor boolean not null default false;

create type proof as enum ('password', 'code', 'recovery_code', 'passkey', 'service');
alter table session
  add column proven_by proof not null default 'password',
  add column proven_at timestamptz(3) not null default now();
update session set proven_at = created_at;

create table passkey (
  id text primary key,
  user_id uuid not null references "user" (id) on update cascade on delete cascade,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[],
  created_at timestamptz(3) not null default current_timestamp,
  last_used_at timestamptz(3)
);
create index passkey_user_id_idx on passkey (user_id);

create table passkey_challenge (
  challenge text primary key,
  user_id uuid,
  expires_at timestamptz(3) not null
);
create index passkey_challenge_expires_at_idx on passkey_challenge (expires_at);

create table code_app (
  user_id uuid primary key references "user" (id) on update cascade on delete cascade,
  seed text not null,
  confirmed_at timestamptz(3),
  last_step bigint,
  created_at timestamptz(3) not null default current_timestamp
);

create table recovery_code (
  hash text primary key,
  user_id uuid not null references "user" (id) on update cascade on delete cascade,
  used_at timestamptz(3)
);
create index recovery_code_user_id_idx on recovery_code (user_id);
