-- 案件: what requests, inquiries and complaints have in common. A case is its events; the columns of case_file are what
-- lists and statistics read, computed anew from the events with every one of them.
create table case_file (
  id bigint generated always as identity primary key,
  -- 'request' …
  kind text not null,
  unit_id integer not null references unit (id),
  -- Given when it is registered, e.g. 云水依申请〔2026〕12号.
  number text,
  -- 查询码, by which the citizen follows it together with a part of the contact.
  code text not null unique,
  status text not null,
  owner_id integer references person (id),
  -- What it is about in a few words, without personal data.
  summary text not null default '',
  -- Whose case it is, by the columns of the statistics.
  party text not null,
  submitted_at timestamptz not null,
  -- 收到申请之日; null while it is not established.
  received_on date,
  clock text not null default 'idle' check (clock in ('idle', 'running', 'paused', 'waiting', 'stopped')),
  due_on date,
  due_provisional boolean not null default false,
  -- The next day on which something lapses beside the clock (补正, 征求意见, 缴费), and what.
  watch_on date,
  watch_for text,
  -- First answered: what statistics count, even when a decision orders a new answer later.
  closed_on date,
  outcome text,
  open boolean not null generated always as (status not in ('closed', 'archived', 'void')) stored,
  -- Number of events; whoever acts says which one was the last they saw.
  version integer not null default 0,
  status_at timestamptz not null,
  created_at timestamptz not null default now(),
  check ((closed_on is null) = (outcome is null))
);
create index case_file_number on case_file (number);
-- Work lists by due date; the open ones are few among many.
create index case_file_open on case_file (kind, unit_id, due_on, id) where open;
create index case_file_open_all on case_file (kind, due_on, id) where open;
create index case_file_owner on case_file (owner_id, due_on) where open;
create index case_file_status on case_file (kind, status, status_at desc);
create index case_file_newest on case_file (kind, unit_id, submitted_at desc, id desc);
-- The annual tables from an index alone.
create index case_file_received on case_file (kind, received_on, unit_id, party);
create index case_file_closed on case_file (kind, closed_on, unit_id, party, outcome) include (received_on);
create index case_file_watch on case_file (kind, watch_on) where watch_on is not null;

create table case_event (
  case_id bigint not null references case_file (id),
  -- 1, 2, 3 … within the case
  seq integer not null check (seq > 0),
  at timestamptz not null,
  -- The legal day on which it counts, which may lie before it was written down.
  happened_on date not null,
  action text not null,
  from_status text,
  to_status text not null,
  actor_id integer references person (id),
  -- Role acted in; 'applicant' for the citizen, null for the program.
  role text,
  on_behalf_of integer references person (id),
  -- Facts that rules need; nothing personal.
  data jsonb not null default '{}',
  primary key (case_id, seq)
);
create trigger case_event_append_only before update or delete or truncate on case_event
  for each statement execute function forbid_change();

-- What people wrote with an event. It may name them, so it is sealed, and it can be deleted when its time is over.
create table case_note (
  id uuid primary key,
  case_id bigint not null,
  seq integer not null,
  text_sealed text not null,
  foreign key (case_id, seq) references case_event (case_id, seq)
);
create index case_note_case on case_note (case_id, seq);

-- Papers of a case. The bytes lie in the file store, sealed; `hash` names the sealed bytes.
create table case_document (
  id uuid primary key,
  case_id bigint not null references case_file (id),
  seq integer not null,
  kind text not null,
  name_sealed text not null,
  media_type text not null,
  size bigint not null check (size >= 0),
  -- Null when its time is over and it was deleted.
  hash text,
  -- May the applicant fetch it?
  for_applicant boolean not null default false,
  added_at timestamptz not null,
  added_by integer references person (id)
);
create index case_document_case on case_document (case_id, seq);

-- Cases that belong together: split from one letter, repeated, the same matter.
create table case_link (
  case_id bigint not null references case_file (id),
  other_id bigint not null references case_file (id),
  how text not null,
  made_at timestamptz not null,
  made_by integer references person (id),
  primary key (case_id, other_id, how),
  check (case_id <> other_id)
);
create index case_link_other on case_link (other_id);

-- Running numbers of cases and letters, by series and year, e.g. ('request', unit, 2026).
create table case_serial (
  series text not null,
  unit_id integer not null references unit (id),
  year integer not null,
  last integer not null,
  primary key (series, unit_id, year)
);

-- Somebody asked for a case with a code that does not fit: how often, by address (keyed hash), to slow guessing down.
create table code_attempt (
  address_key text primary key,
  failures integer not null,
  last_at timestamptz not null
);
