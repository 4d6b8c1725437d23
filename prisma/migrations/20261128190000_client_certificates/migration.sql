-- A program that shows a certificate instead of a secret.
alter table api_token add column certificate text, add column certificate_ends_at timestamptz(3);
create unique index api_token_certificate_key on api_token (certificate);
