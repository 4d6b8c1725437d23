-- Whose additions reach an organization: its own, and those of the operators of its networks.
create or replace function content_authors_for(viewer uuid) returns setof uuid language sql stable as $$
  select c.id from (
    select viewer as id union
    select n.operator_id from network_membership m join network n on n.id = m.network_id where m.organization_id = viewer and m.state = 'active') c
  where exists (select 1 from internal_content e where e.organization_id = c.id)
$$;

-- The words of what was added, taken apart as the search takes all texts apart.
create or replace function internal_content_words(note jsonb, attributes jsonb) returns tsvector language sql stable as $$
  select to_tsvector('english', search_text(said)) || to_tsvector('simple', search_text(said) || ' ' || search_pairs(said))
  from (select concat_ws(' ', note->>'en', note->>'zh',
    (select string_agg(concat_ws(' ', a->>'value', a->>'unit'), ' ') from jsonb_array_elements(attributes) a)) as said) texts
$$;
