-- The calendar as dated data: every state a year was ever in, the notices that changed it, and whose days they moved.

-- Append-only: what was in force when. calendar_year and calendar_day hold the newest version of each year.
create table calendar_version (
  year integer not null,
  version integer not null check (version > 0),
  -- {year, notice, amendments, holidays, workdays}: foundations/calendar/calendar-year.ts
  data jsonb not null,
  notice_id integer,
  in_force_from timestamptz not null,
  primary key (year, version)
);

-- A holiday notice as somebody read it in; in force only after a second person has confirmed it.
create table calendar_notice (
  id integer generated always as identity primary key,
  year integer not null,
  source_text text not null,
  file_name text not null default '',
  file_hash text references stored_file (hash),
  -- The text is not, word for word, what the file says.
  edited boolean not null default false,
  -- The year as the notice leaves it, when it was proposed.
  understood jsonb not null,
  -- The version of the year that it was held against; 0 when there was none.
  base_version integer not null,
  proposed_by integer not null references person (id),
  proposed_at timestamptz not null,
  status text not null default 'proposed' check (status in ('proposed', 'confirmed', 'rejected')),
  decided_by integer references person (id),
  decided_at timestamptz,
  reason text not null default '',
  check ((status = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  -- The proposer may take a proposal back, but never put it in force.
  check (status <> 'confirmed' or decided_by <> proposed_by),
  check (status <> 'rejected' or reason <> '')
);
create unique index calendar_notice_open on calendar_notice (year) where status = 'proposed';
alter table calendar_version add foreign key (notice_id) references calendar_notice (id);

insert into calendar_version (year, version, data, in_force_from)
select y.year, 1,
  jsonb_build_object(
    'year', y.year,
    'notice', jsonb_build_object('title', y.notice, 'number', '', 'issuedOn', '', 'confidence', y.confidence),
    'amendments', '[]'::jsonb,
    'holidays', coalesce((select jsonb_agg(jsonb_build_object('name', d.name, 'from', d.day, 'to', d.day) order by d.day)
      from calendar_day d where d.year = y.year and d.kind = 'holiday'), '[]'::jsonb),
    'workdays', coalesce((select jsonb_agg(d.day order by d.day)
      from calendar_day d where d.year = y.year and d.kind = 'workday'), '[]'::jsonb)),
  y.loaded_at
from calendar_year y;
create trigger calendar_version_append_only before update or delete or truncate on calendar_version
  for each statement execute function forbid_change();

-- A due date that the calendar moved: which, from when to when, and whether a lapse came or went with it.
create table clock_move (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  notice_id integer references calendar_notice (id),
  -- Key of the clock: 'publication' …
  clock text not null,
  -- e.g. record/12
  subject text not null,
  unit_id integer not null references unit (id),
  person_id integer references person (id),
  from_on date,
  from_provisional boolean not null,
  to_on date,
  to_provisional boolean not null,
  lapse text check (lapse in ('undone', 'created'))
);
create index clock_move_unit on clock_move (unit_id, id);
create trigger clock_move_append_only before update or delete or truncate on clock_move
  for each statement execute function forbid_change();

-- Up to which move a person has taken note.
create table clock_move_seen (
  person_id integer primary key references person (id),
  up_to bigint not null
);

-- Units: what they were called, and who carries on their duties (条例 art 10).

-- A name that a unit bore until the day before `until_on`. Names in force are in the table unit.
create table unit_former_name (
  id integer generated always as identity primary key,
  unit_id integer not null references unit (id),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  until_on date not null,
  -- The decision on which the new name rests; '' when none was given.
  basis text not null default '',
  at timestamptz not null
);
create index unit_former_name_unit on unit_former_name (unit_id, until_on);
create trigger unit_former_name_append_only before update or delete or truncate on unit_former_name
  for each statement execute function forbid_change();

-- Which units carry on the duties of a dissolved one; the first of them is unit.merged_into_id and takes its open work.
create table unit_succession (
  unit_id integer not null references unit (id),
  successor_id integer not null references unit (id),
  position integer not null,
  -- Which duties, in words; '' for all of them.
  duties text not null default '',
  at timestamptz not null,
  primary key (unit_id, successor_id),
  check (unit_id <> successor_id)
);
insert into unit_succession (unit_id, successor_id, position, at)
select id, merged_into_id, 0, created_at from unit where merged_into_id is not null;
create index unit_succession_successor on unit_succession (successor_id);
create trigger unit_succession_append_only before update or delete or truncate on unit_succession
  for each statement execute function forbid_change();
