-- The virtual catalogs that reach a user of an organization at an instant: its own, unless made for others in it, and the marketplace's.
create or replace function catalogs_reaching(organization uuid, "user" uuid, at timestamptz) returns setof uuid language sql stable as $$
  select c.id from catalog c
  where c.organization_id = organization and c.managed_by = 'buyer' and c.published_version is not null
    and (c.valid_from is null or c.valid_from <= at) and (c.valid_to is null or c.valid_to > at)
    and (not exists (select 1 from catalog_audience a where a.catalog_id = c.id)
         or exists (select 1 from catalog_audience a where a.catalog_id = c.id and a.user_id = "user")
         or exists (select 1 from membership m join catalog_audience a on a.cost_centre_id = m.cost_centre_id
                    where m.user_id = "user" and m.organization_id = organization and a.catalog_id = c.id))
  union all
  select m.id from marketplace_catalogs_for(organization, at) m(id)
$$;

-- The marketplace's catalogs that reach an organization at an instant: made for it, for a group that it is in, or for a network.
create or replace function marketplace_catalogs_for(organization uuid, at timestamptz) returns setof uuid language sql stable as $$
  select c.id from catalog c
  where c.managed_by = 'marketplace' and c.published_version is not null
    and (c.valid_from is null or c.valid_from <= at) and (c.valid_to is null or c.valid_to > at)
    and c.id in (
      select catalog_id from catalog_audience where organization_id = organization
      union all
      select a.catalog_id from customer_group_member m join catalog_audience a on a.group_id = m.group_id where m.organization_id = organization
      union all
      select a.catalog_id from network_membership m join catalog_audience a on a.network_id = m.network_id
      where m.organization_id = organization and m.state = 'active')
$$;

-- Should a catalog hold an offer back? Its price has risen by more than it takes over, its unit or pack has changed where changes
-- are not taken over, or its texts have where they are asked for.
create or replace function entry_held(catalog catalog, before jsonb, after jsonb) returns boolean language sql immutable parallel safe as $$
  select before is distinct from after and (
    coalesce(price_rise(before, after) > catalog.price_rise, false)
    or (catalog.content_policy <> 'take_over' and (before->'unit', before->'packSize') is distinct from (after->'unit', after->'packSize'))
    or (catalog.content_policy = 'ask' and (before->'name', before->'description', before->'category', before->'attributes')
        is distinct from (after->'name', after->'description', after->'category', after->'attributes')))
$$;

-- Holds back what has changed by more than its catalog takes over, and lets go of what is within it again: for the catalogs
-- that show some offers, or for one catalog whose policy has changed.
create or replace function hold_entries(offers uuid[], only_catalog uuid) returns void language sql as $$
  update catalog_entry e set held = x.held
  from (select e.catalog_id, e.offer_id, e.from_version, entry_held(c, offer_content_at(o.id, e.seen_version, o.content), o.content) as held
        from catalog c join catalog_entry e on e.catalog_id = c.id and e.to_version is null join offer o on o.id = e.offer_id
        where (only_catalog is null and (c.price_rise is not null or c.content_policy <> 'take_over') and e.offer_id = any(offers))
           or c.id = only_catalog) x
  where e.catalog_id = x.catalog_id and e.offer_id = x.offer_id and e.from_version = x.from_version and e.held <> x.held
$$;
