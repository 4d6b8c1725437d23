-- Lists of orders sort by amount and by number too.
create index "purchase_order_buyer_id_gross_id_idx" on "purchase_order" ("buyer_id", "gross", "id");
create index "purchase_order_supplier_id_gross_id_idx" on "purchase_order" ("supplier_id", "gross", "id");
create index "purchase_order_supplier_id_number_id_idx" on "purchase_order" ("supplier_id", "number", "id");
