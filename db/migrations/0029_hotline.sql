-- 96128 / 12345: who sits at the line, what was called, who is on duty in the units. Rules: capabilities/hotline.
alter table post drop constraint post_role_check;
alter table post add constraint post_role_check check (role in ('clerk', 'section_head', 'deputy_leader', 'secrecy_reviewer',
  'signing_leader', 'disclosure_office', 'supervisor', 'operator', 'system_administrator', 'security_administrator',
  'auditor'));

-- 座席
create table seat (
  id integer generated always as identity primary key,
  name text not null unique,
  -- by which the switch rings it; '' for a seat where calls are entered by hand
  extension text not null,
  retired_on date
);
create unique index seat_extension on seat (extension) where extension <> '' and retired_on is null;

-- Somebody at a seat. The call is the one that rings there, is spoken or waits to be logged.
create table seat_shift (
  id integer generated always as identity primary key,
  seat_id integer not null references seat (id),
  person_id integer not null references person (id),
  began_at timestamptz not null,
  ended_at timestamptz,
  status text not null check (status in ('ready', 'ringing', 'talking', 'wrap_up', 'break')),
  status_at timestamptz not null,
  call_id uuid,
  check ((status in ('ringing', 'talking', 'wrap_up')) = (call_id is not null)),
  check (ended_at is null or call_id is null)
);
create unique index seat_shift_of_seat on seat_shift (seat_id) where ended_at is null;
create unique index seat_shift_of_person on seat_shift (person_id) where ended_at is null;
create unique index seat_shift_of_call on seat_shift (call_id) where call_id is not null;

-- 96128专线信息联络员: whom a unit names to take calls that are passed on.
create table liaison (
  id uuid primary key,
  unit_id integer not null references unit (id),
  name text not null,
  phone_sealed text not null,
  phone_masked text not null,
  -- 1 is the liaison officer, the next ones stand in, in this order
  position integer not null check (position > 0),
  away_until date,
  ended_on date
);
create index liaison_of_unit on liaison (unit_id, position) where ended_on is null;

-- 值班表: who has the duty on a day, where it is not as always.
create table liaison_duty (
  unit_id integer not null references unit (id),
  on_date date not null,
  liaison_id uuid not null references liaison (id),
  deputy_id uuid references liaison (id),
  primary key (unit_id, on_date),
  check (deputy_id <> liaison_id)
);

-- A call is its events; everything here but what was logged is computed from them.
create table call (
  id uuid primary key,
  -- as the switch names it; null for one entered by hand
  switch_id text unique,
  entry_key uuid unique,
  -- null once its time of keeping is over, or when the number was withheld
  caller_sealed text,
  caller_masked text not null,
  -- keyed hash of the digits; '' without a number
  caller_key text not null default '',
  line text not null,
  phase text not null check (phase in ('waiting', 'talking', 'transferred', 'rating', 'voicemail', 'ended')),
  began_at timestamptz not null,
  answered_at timestamptz,
  transferred_at timestamptz,
  ended_at timestamptz,
  -- who spoke with the caller last, or rings now
  seat_id integer references seat (id),
  person_id integer references person (id),
  -- the leg that rings or speaks, as the switch names it
  leg text,
  rings_till timestamptz,
  unit_id integer references unit (id),
  outcome text check (outcome in ('knowledge', 'record', 'directory', 'transferred', 'case', 'voicemail', 'missed',
    'abandoned', 'no_matter')),
  -- what was read out: 'knowledge/12', 'record/7', 'unit/3'
  source text,
  question_sealed text,
  rating smallint check (rating between 1 and 3),
  rated_by text check (rated_by in ('key', 'sms')),
  case_id bigint references case_file (id),
  logged_at timestamptz,
  logged_by integer references person (id),
  version integer not null default 0,
  check ((phase = 'ended') = (ended_at is not null)),
  check (ended_at >= began_at),
  check ((rating is null) = (rated_by is null))
);
create index call_newest on call (began_at desc, id);
create index call_of_caller on call (caller_key, began_at desc) where caller_key <> '';
create index call_open on call (began_at) where phase <> 'ended';
create index call_of_unit on call (unit_id, began_at);
create index call_messages on call (began_at) where outcome = 'voicemail' and logged_at is null;
alter table seat_shift add constraint seat_shift_call_fkey foreign key (call_id) references call (id);

create table call_event (
  call_id uuid not null references call (id),
  seq integer not null,
  -- the same happening told again has the same key
  key text not null,
  kind text not null,
  -- when it happened, by the switch's clock; when we heard of it
  at timestamptz not null,
  heard_at timestamptz not null,
  data jsonb not null default '{}',
  actor_id integer references person (id),
  primary key (call_id, seq),
  unique (call_id, key)
);
create trigger call_event_append_only before update or delete or truncate on call_event
  for each statement execute function forbid_change();

-- Each time somebody at a unit was rung for a caller: how well service phones answer.
create table call_transfer (
  id uuid primary key,
  call_id uuid not null references call (id),
  unit_id integer not null references unit (id),
  -- null: the unit's public number
  liaison_id uuid references liaison (id),
  deputy boolean not null,
  leg text,
  at timestamptz not null,
  outcome text not null default 'ringing' check (outcome in ('ringing', 'answered', 'busy', 'no_answer', 'rejected',
    'unreachable', 'cancelled')),
  ended_at timestamptz,
  by_person integer references person (id),
  check ((outcome = 'ringing') = (ended_at is null))
);
create index call_transfer_of_call on call_transfer (call_id, at);
create index call_transfer_of_unit on call_transfer (unit_id, at);

-- 录音、留言. The bytes are sealed in parts, in order, in the file store.
create table call_recording (
  id uuid primary key,
  call_id uuid not null references call (id),
  kind text not null check (kind in ('call', 'voicemail')),
  -- the switch's name for it
  name text unique,
  media_type text not null,
  seconds integer,
  size bigint not null,
  -- [{"hash", "size"}]; [] once its time was over
  parts jsonb not null,
  added_at timestamptz not null,
  added_by integer references person (id),
  deleted_on date
);
create index call_recording_of_call on call_recording (call_id);
create index call_recording_kept on call_recording (added_at) where deleted_on is null;
