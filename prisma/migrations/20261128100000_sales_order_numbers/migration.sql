-- Suppliers number the orders that they receive: the buyers' numbers are alike as soon as there are two buyers.
alter table purchase_order add column supplier_number text;
update purchase_order o set supplier_number = 'SO-' || lpad(n.place::text, greatest(6, length(n.place::text)), '0')
from (select id, row_number() over (partition by supplier_id order by placed_at, id) as place from purchase_order p
      where state <> 'pending_approval' and not (
        exists (select 1 from order_event e where e.order_id = p.id and e.kind = 'approval_requested')
        and not exists (select 1 from order_event e where e.order_id = p.id and e.kind = 'approved'))) n
where n.id = o.id;
insert into number_sequence (organization_id, kind, year, last)
select supplier_id, 'sales_order', 0, count(*)::int from purchase_order where supplier_number is not null group by supplier_id;
create unique index purchase_order_supplier_id_supplier_number_key on purchase_order (supplier_id, supplier_number);
drop index purchase_order_supplier_id_number_id_idx;
