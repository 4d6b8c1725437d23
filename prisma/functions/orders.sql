-- Orders that count in reports, fees, records of suppliers and what was paid last: placed with the supplier, and not come to nothing.
create or replace view effective_order as
  select id, buyer_id, supplier_id, network_id, currency, net, gross, placed_at, state
  from purchase_order where state not in ('pending_approval', 'cancelled', 'rejected');
