-- Where nothing is indexed yet, nothing has to be indexed anew for how texts are taken apart now.
insert into setting (key, value) select 'search.texts', '1' where not exists (select 1 from search_entry) on conflict do nothing;
