alter table catalog_import add column choice jsonb not null default '{}', add column reading jsonb not null default '{}', add column found_headers text[];
-- Imports of before were read by the first sheet and the first row.
update catalog_import set found_headers = headers,
  reading = '{"format": "csv", "encoding": null, "sheet": null, "sheets": [], "headerRow": 1, "headerRows": 1}';
alter table column_mapping add column choice jsonb not null default '{}';
