-- What happens to accounts and to rights, in chains that show when something was taken out or changed.
create table security_event (
  chain uuid not null,
  seq integer not null,
  at timestamptz(3) not null,
  kind text not null,
  user_id uuid,
  api_token_id uuid,
  address text,
  about jsonb not null,
  hash text not null,
  primary key (chain, seq)
);
create index security_event_chain_kind_seq_idx on security_event (chain, kind, seq);
create index security_event_chain_user_id_seq_idx on security_event (chain, user_id, seq);
create index security_event_at_idx on security_event (at);

create table security_chain (
  id uuid primary key,
  seq integer not null,
  hash text not null,
  first_hash text not null
);

-- Entries are never changed; they go by their age alone, and only to who says that this is what it does.
create function refuse_change_of_security_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('stoa.retention', true) = 'on' then return old; end if;
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger security_event_append_only before update or delete on security_event
  for each row execute function refuse_change_of_security_event();
create trigger security_event_no_truncate before truncate on security_event for each statement execute function refuse_change();
