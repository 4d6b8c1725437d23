-- An award whose standstill is over while one of its winners is suspended waits, and says so.
alter table lot_award add column held_at timestamptz(3);
