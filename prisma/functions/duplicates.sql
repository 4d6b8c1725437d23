-- Organizations whose joins hold for one: itself, and the operators of the networks that it is in; only those that have joined anything.
create or replace function merges_for(viewer uuid) returns setof uuid language sql stable as $$
  select c.id from (
    select viewer as id union
    select n.operator_id from network_membership m join network n on n.id = m.network_id where m.organization_id = viewer and m.state = 'active') c
  where exists (select 1 from product_merge j where j.organization_id = c.id)
$$;

-- The product under which one sees another. What it has decided itself counts before what an operator has.
-- An operator's head may in turn be joined by the viewer; a head of the viewer's own stands, so there are never more steps.
create or replace function product_head(viewer uuid, deciders uuid[], product uuid) returns uuid language sql stable as $$
  select coalesce(
    (select head_id from product_merge where organization_id = viewer and product_id = product),
    (select coalesce(own.head_id, j.head_id) from product_merge j
     left join product_merge own on own.organization_id = viewer and own.product_id = j.head_id
     where j.organization_id = any(deciders) and j.organization_id <> viewer and j.product_id = product
     order by j.created_at, j.organization_id limit 1),
    product)
$$;

-- All products that one sees under the same head as this one, this one among them.
create or replace function merged_products(viewer uuid, deciders uuid[], product uuid) returns setof uuid language sql stable as $$
  with head as materialized (select product_head(viewer, deciders, product) as id),
  near as materialized (
    select id from head union
    select j.product_id from product_merge j join head on j.head_id = head.id where j.organization_id = viewer),
  candidates as (
    select id from near union
    select j.product_id from product_merge j join near on j.head_id = near.id where j.organization_id = any(deciders))
  select c.id from candidates c, head where product_head(viewer, deciders, c.id) = head.id
$$;

-- Every product that one sees under another.
create or replace function merged_heads(viewer uuid, deciders uuid[]) returns table (product_id uuid, head_id uuid) language sql stable rows 1000 as $$
  select product_id, head_id from (
    select p.product_id, product_head(viewer, deciders, p.product_id) as head_id
    from (select distinct j.product_id from product_merge j where j.organization_id = any(deciders)) p) j
  where j.head_id <> j.product_id
$$;
