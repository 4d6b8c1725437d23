create type order_closing_state as enum ('proposed', 'accepted', 'declined', 'withdrawn');
create type order_side as enum ('buyer', 'supplier');

create table order_closing (
  id uuid primary key,
  order_id uuid not null references purchase_order (id) on delete cascade on update cascade,
  side order_side not null,
  state order_closing_state not null default 'proposed',
  reason text not null,
  created_by uuid,
  created_at timestamptz(3) not null,
  decided_by uuid,
  decided_at timestamptz(3)
);
create index order_closing_order_id_created_at_idx on order_closing (order_id, created_at);
create unique index order_closing_open on order_closing (order_id) where state = 'proposed';

create table order_closing_line (
  closing_id uuid not null references order_closing (id) on delete cascade on update cascade,
  order_line_id uuid not null references order_line (id) on delete cascade on update cascade,
  quantity numeric(18, 6) not null check (quantity > 0),
  primary key (closing_id, order_line_id)
);
create index order_closing_line_order_line_id_idx on order_closing_line (order_line_id);

-- What was rejected is open again, to be replaced or credited: so far nothing could come of it.
update purchase_order o set state = 'partially_shipped'
where o.state in ('shipped', 'received') and exists (
  select 1 from goods_receipt g join goods_receipt_line l on l.receipt_id = g.id
  where g.order_id = o.id and g.state = 'posted' and l.rejected > 0);
