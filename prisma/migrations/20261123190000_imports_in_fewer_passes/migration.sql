-- Rows of an import no longer carry an action: it follows from the live offers, by one join for the whole file.
alter table import_row drop column action;
drop type import_action;
drop index import_row_import_id_part_idx;
create index import_row_bad on import_row (import_id, row) where content is null;

-- What brought an offer stands with the offer instead of in an empty revision.
alter table offer add column first_version integer;
update offer o set first_version = coalesce((select min(r.version) from offer_revision r where r.offer_id = o.id), o.version);
alter table offer alter column first_version set not null;
delete from offer_revision r using offer o where o.id = r.offer_id and r.version = o.first_version and r.content is null;
create index offer_catalog_id_first_version_idx on offer (catalog_id, first_version);

-- An offer's supplier is its catalog's organization: one reference holds both.
create unique index catalog_id_organization_id_key on catalog (id, organization_id);
alter table offer drop constraint offer_catalog_id_fkey, drop constraint offer_supplier_id_fkey;
alter table offer add constraint offer_catalog_id_supplier_id_fkey
  foreign key (catalog_id, supplier_id) references catalog (id, organization_id) on delete restrict on update cascade;

-- In the collation C a plain index serves the beginnings of words and codes.
drop index search_word_prefix;
alter table search_word alter column word type text collate "C";
drop index search_entry_category;
alter table search_entry alter column category type text collate "C";
create index search_entry_category on search_entry (category);

-- Texts in ASCII, the most by far, are spared the way through accents and Chinese.
create or replace function search_text(value text) returns text language sql stable parallel safe as $$
  select case when octet_length(value) = length(value)
              then regexp_replace(lower(value), '[^a-z0-9]+', ' ', 'g')
              else regexp_replace(lower(unaccent(coalesce(value, ''))), '[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+', ' ', 'g') end
$$;

create or replace function search_pairs(value text) returns text language sql immutable parallel safe as $$
  select case when octet_length(value) > length(value) then (
    select coalesce(string_agg(substr(run[1], place, 2), ' '), '')
    from regexp_matches(value, '[\u3400-\u9fff]+', 'g') run, generate_series(1, length(run[1])) place) else '' end
$$;

-- A category has one vector for all its products.
create function search_category_vector(names text) returns tsvector language sql stable parallel safe as $$
  select setweight(to_tsvector('english', search_text(names)) || to_tsvector('simple', search_pairs(names)), 'C')
$$;

drop function search_vector(jsonb, jsonb, text, text);
create function search_vector(name jsonb, description jsonb, codes text, category tsvector) returns tsvector language plpgsql stable parallel safe as $$
declare
  english text := search_text(name->>'en');
  chinese text := name->>'zh';
  result tsvector := setweight(to_tsvector('english', english) || to_tsvector('simple', english), 'A')
      || setweight(to_tsvector('simple', search_text(codes) || ' ' || regexp_replace(lower(codes), '[^a-z0-9 ]', '', 'g')), 'B')
      || coalesce(category, '');
begin
  if chinese is not null then
    result := result || setweight(to_tsvector('simple', search_pairs(chinese) || ' ' || search_text(chinese)), 'A');
  end if;
  if description <> '{}'::jsonb then
    result := result || setweight(to_tsvector('english', search_text(description->>'en')) || to_tsvector('simple', search_pairs(description->>'zh')), 'D');
  end if;
  return result;
end $$;
