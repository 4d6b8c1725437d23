-- The prices of a marketplace's catalog are for whom that catalog reaches.
create or replace function price_lists_for(buyer uuid, at timestamptz) returns setof price_list language sql stable as $$
  select l.* from price_list l
  where l.state = 'active' and (l.valid_from is null or l.valid_from <= at) and (l.valid_to is null or l.valid_to > at)
    and l.id in (
      select id from price_list where buyer_id = buyer
      union all
      select id from price_list where kind = 'campaign' and state = 'active'
      union all
      select list_id from price_list_audience where organization_id = buyer
      union all
      select a.list_id from customer_group_member m join price_list_audience a on a.group_id = m.group_id where m.organization_id = buyer
      union all
      select p.id from price_list p where p.kind = 'audience' and p.catalog_id in (select m.id from marketplace_catalogs_for(buyer, at) m(id)))
$$;
