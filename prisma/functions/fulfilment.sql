-- How far a line of an order is, as the sum of its documents: what its supplier confirmed last (null before an answer), what left,
-- what was received and rejected, and what both sides agreed to deliver no more. Asked for the lines of a few orders at a time; served by the indexes by order line.
create or replace view order_line_progress as
  select l.id as order_line_id, l.order_id, r.quantity as confirmed, r.promised_on as confirmed_on, r.note as answer_note,
         coalesce((select sum(d.quantity) from despatch_advice_line d where d.order_line_id = l.id), 0) as shipped,
         coalesce(g.received, 0) as received, coalesce(g.rejected, 0) as rejected,
         coalesce((
           select sum(c.quantity) from order_closing_line c join order_closing o on o.id = c.closing_id and o.state = 'accepted'
           where c.order_line_id = l.id), 0) as closed
  from order_line l
  left join lateral (
    select x.quantity, x.promised_on, x.note from order_response_line x join order_response o on o.id = x.response_id
    where x.order_line_id = l.id order by o.created_at desc, o.id desc limit 1) r on true
  left join lateral (
    select sum(x.received) as received, sum(x.rejected) as rejected
    from goods_receipt_line x join goods_receipt o on o.id = x.receipt_id and o.state = 'posted' where x.order_line_id = l.id) g on true;
