alter table catalog_import add column choice jsonb not null default '{}', add column reading jsonb not null default '{}', add column found_headers text[];
update catalog_import set found_headers = headers;
alter table column_mapping add column choice jsonb not null default '{}';
