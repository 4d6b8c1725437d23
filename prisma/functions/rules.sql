-- Price from price breaks at a quantity, for the price base. Source: pricing rules, Lines 2.
create or replace function break_price(breaks jsonb, quantity numeric) returns numeric language sql immutable parallel safe as $$
  select coalesce(
    (select (b->>'price')::numeric from jsonb_array_elements(breaks) b where (b->>'from')::numeric <= quantity order by (b->>'from')::numeric desc limit 1),
    (breaks->0->>'price')::numeric)
$$;

-- By how many percent a unit costs more than before, at the quantity where that is the most; below zero when it costs less at
-- every one. Infinite in another currency, and where it cost nothing.
create or replace function price_rise(before jsonb, after jsonb) returns numeric language sql immutable parallel safe as $$
  select case when before->>'currency' <> after->>'currency' then 'infinity'::numeric else max(
    case when was = 0 then case when now_is = 0 then 0 else 'infinity'::numeric end else (now_is / was - 1) * 100 end) end
  from (select break_price(before->'breaks', q) / (before->>'priceBase')::numeric as was, break_price(after->'breaks', q) / (after->>'priceBase')::numeric as now_is
        from (select (b->>'from')::numeric as q from jsonb_array_elements((before->'breaks') || (after->'breaks')) b) quantities) prices
$$;
