alter table "user" add column "number_format" text not null default 'point';
