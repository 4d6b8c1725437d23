-- What an offer said at a version: what the first version after that replaced, or what it says now.
create or replace function offer_content_at(offer_id uuid, at_version integer, current_content jsonb) returns jsonb language sql stable parallel safe as $$
  select coalesce((select r.content from offer_revision r where r.offer_id = $1 and r.version > at_version order by r.version limit 1), current_content)
$$;
