-- Ledgers and the audit log only ever grow.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Security events go by their age alone, and only to who says that this is what it does.
create or replace function refuse_change_of_security_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('stoa.retention', true) = 'on' then return old; end if;
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
