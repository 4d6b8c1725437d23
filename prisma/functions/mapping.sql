-- The organization's own category of a UNSPSC category: its mapping, else that of what is above it. lib/catalog/mapping/model.ts says the same.
create or replace function internal_category_of(viewer uuid, code text) returns uuid language sql stable parallel safe as $$
  select m.internal_category_id from category_mapping m
  where m.organization_id = viewer
    and m.category in (code, left(code, 6) || '00', left(code, 4) || '0000', left(code, 2) || '000000')
  order by m.category desc limit 1
$$;
