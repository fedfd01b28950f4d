-- Table 2 of a county with a million cases: what came and what ended is kept counted by day, what was open on a day is
-- found by an index.

-- These are made anew below, or of no more use.
drop index case_file_received;
drop index case_file_closed;
drop index case_file_open_received;
drop index request_record_correction;

-- What stands in no statistics, as requests to correct a record (条例 art 41), says so itself.
alter table case_file add column counted boolean not null default true;
update case_file c set counted = false
where outcome in ('void', 'uncounted')
  or exists (select from request r where r.case_id = c.id and r.asks = 'record_correction');

-- Cases by the day they came and ended: a unit's are counted from the index alone, lists walk it from the newest.
create index case_file_received on case_file (kind, received_on, unit_id, party, counted);
create index case_file_closed on case_file (kind, closed_on, unit_id, party, outcome, counted);

-- The days on which a case was open: from the day it was received to the one before its first end.
create function days_open(received date, closed date) returns daterange language sql immutable parallel safe
  return daterange(received, greatest(received, coalesce(closed, 'infinity')));
create index case_file_days_open on case_file using gist (days_open(received_on, closed_on))
  include (kind, unit_id, party, received_on, closed_on) where counted and received_on is not null;

-- What is open changes all the time and stands on few pages: these are swept early, so that the index alone is read.
alter table case_file set (autovacuum_vacuum_scale_factor = 0.002, autovacuum_vacuum_threshold = 1000);

-- Cases of all units that were received (outcome '') or ended on a day. The first function says what that is, the table
-- holds it, the trigger keeps it so with every case. It runs when a transaction ends, so that nobody waits while somebody
-- else's act is under way, and one after the other, so that no two wait for each other's days in a circle.
create table case_day (
  kind text not null,
  day date not null,
  party text not null,
  outcome text not null,
  n integer not null,
  primary key (kind, day, party, outcome) include (n)
);
create function plain_case_days() returns setof case_day language sql stable as $$
  select kind, day, party, passed.outcome, count(*)::int
  from case_file c, lateral (values (c.received_on, ''), (c.closed_on, c.outcome)) as passed (day, outcome)
  where counted and day is not null
  group by 1, 2, 3, 4
$$;
insert into case_day select * from plain_case_days();

create function count_case_day() returns trigger language plpgsql as $$
begin
  if (old.kind, old.party, old.received_on, old.closed_on, old.outcome, old.counted) is not distinct from
    (new.kind, new.party, new.received_on, new.closed_on, new.outcome, new.counted) then return null;
  end if;
  perform pg_advisory_xact_lock(8183);
  insert into case_day (kind, day, party, outcome, n)
  select kind, day, party, outcome, sum(n) from (values
    (old.kind, old.received_on, old.party, '', -1, old.counted),
    (old.kind, old.closed_on, old.party, old.outcome, -1, old.counted),
    (new.kind, new.received_on, new.party, '', 1, new.counted),
    (new.kind, new.closed_on, new.party, new.outcome, 1, new.counted)) as passed (kind, day, party, outcome, n, counted)
  where counted and day is not null
  group by 1, 2, 3, 4 having sum(n) <> 0
  on conflict (kind, day, party, outcome) do update set n = case_day.n + excluded.n;
  return null;
end $$;
create constraint trigger case_file_counted after insert or delete or update of kind, party, received_on, closed_on,
  outcome, counted on case_file deferrable initially deferred for each row execute function count_case_day();
