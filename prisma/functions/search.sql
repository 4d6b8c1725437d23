-- 'M8x40' and 'M8 × 40' name two measures; the sign between them is no word.
create or replace function search_measures(value text) returns text language sql immutable parallel safe as $$
  select case when value ~* '[0-9]\s*[x×*]\s*[0-9]' then regexp_replace(value, '([0-9])\s*[x×*]\s*(?=[0-9])', '\1 ', 'gi') else value end
$$;

-- A number as it is written without signs: QX-4711/22-A and QX4711/22A are one.
create or replace function search_code(value text) returns text language sql immutable parallel safe as $$
  select regexp_replace(lower(value), '[^a-z0-9]', '', 'g')
$$;

-- Texts in ASCII, the most by far, are spared the way through accents and Chinese.
create or replace function search_text(value text) returns text language sql stable parallel safe as $$
  select case when octet_length(value) = length(value)
              then regexp_replace(lower(search_measures(value)), '[^a-z0-9]+', ' ', 'g')
              else regexp_replace(lower(unaccent(coalesce(search_measures(value), ''))), '[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+', ' ', 'g') end
$$;

-- Chinese has no blanks: every pair of neighbouring characters is a word, and the last character of a run.
create or replace function search_pairs(value text) returns text language sql immutable parallel safe as $$
  select case when octet_length(value) > length(value) then (
    select coalesce(string_agg(substr(run[1], place, 2), ' '), '')
    from regexp_matches(value, '[\u3400-\u9fff]+', 'g') run, generate_series(1, length(run[1])) place) else '' end
$$;

-- A category has one vector for all its products.
create or replace function search_category_vector(names text) returns tsvector language sql stable parallel safe as $$
  select setweight(to_tsvector('english', search_text(names)) || to_tsvector('simple', search_pairs(names)), 'C')
$$;

-- All words of a product, weighed: its name before its codes, these before its category, and its description last. Codes come one a
-- line. Chinese and description are left out where there are none, as most have none.
create or replace function search_vector(name jsonb, description jsonb, codes text, category tsvector) returns tsvector language plpgsql stable parallel safe as $$
declare
  english text := search_text(name->>'en');
  -- a name is Chinese in whatever language it was given
  chinese text := case when octet_length(name::text) > length(name::text) then concat_ws(' ', name->>'zh', name->>'en') end;
  result tsvector := setweight(to_tsvector('english', english) || to_tsvector('simple', english), 'A')
      || setweight(to_tsvector('simple', search_text(codes) || ' ' || regexp_replace(lower(codes), '[^a-z0-9\n]', '', 'g')), 'B')
      || coalesce(category, '');
begin
  if chinese is not null then
    result := result || setweight(to_tsvector('simple', search_pairs(chinese) || ' ' || search_text(name->>'zh')), 'A');
  end if;
  if description <> '{}'::jsonb then
    result := result || setweight(to_tsvector('english', search_text(description->>'en')) || to_tsvector('simple', search_pairs(concat_ws(' ', description->>'zh', description->>'en'))), 'D');
  end if;
  return result;
end $$;
