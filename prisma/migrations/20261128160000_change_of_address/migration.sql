-- A user's other address, once both mailboxes have agreed; and where a session came from.
alter type token_kind add value 'change_address';
alter table token add column user_id uuid references "user" (id) on update cascade on delete cascade;
create index token_user_id_idx on token (user_id);
create table address_change (
  user_id uuid primary key references "user" (id) on update cascade on delete cascade,
  email text not null,
  agreed_by_old_at timestamptz(3),
  agreed_by_new_at timestamptz(3),
  expires_at timestamptz(3) not null
);
alter table session add column address text;
