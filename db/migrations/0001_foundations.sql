-- Foundations: what every capability may count on. Forward only.

create table setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now()
);
comment on table setting is 'Facts of the county that an administrator may change: names, site code, review chains.';

-- Units -------------------------------------------------------------------------------------------------------------
create table unit (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('government', 'department', 'township', 'subordinate', 'public_enterprise')),
  parent_id integer references unit (id),
  position integer not null default 0,
  organisation_code text not null unique check (organisation_code ~ '^[0-9A-Z]{8}[0-9X]$'),
  disclosure_office jsonb not null,
  review_chain text[] not null default '{section_review,secrecy_review,sign_off}',
  dissolved_on date,
  merged_into_id integer references unit (id),
  created_at timestamptz not null default now(),
  check (parent_id <> id),
  check ((merged_into_id is null) or (dissolved_on is not null)),
  -- 先审查后公开: no chain without a secrecy review, none that is empty or repeats a gate.
  check ('secrecy_review' = any (review_chain)),
  check (review_chain <@ array['section_review', 'deputy_review', 'secrecy_review', 'sign_off'])
);

-- People ------------------------------------------------------------------------------------------------------------
create table person (
  id integer generated always as identity primary key,
  username text not null,
  name text not null,
  password_hash text not null,
  active boolean not null default true,
  demo boolean not null default false,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  password_changed_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create unique index person_username on person (lower(username));

create table post (
  id integer generated always as identity primary key,
  person_id integer not null references person (id),
  unit_id integer not null references unit (id),
  role text not null check (role in ('clerk', 'section_head', 'deputy_leader', 'secrecy_reviewer', 'signing_leader',
    'disclosure_office', 'supervisor', 'system_administrator', 'auditor')),
  title text not null default '',
  ended_on date,
  created_at timestamptz not null default now()
);
create unique index post_held_once on post (person_id, unit_id, role) where ended_on is null;
create index post_unit on post (unit_id);

create table session (
  token_hash bytea primary key,
  person_id integer not null references person (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip inet,
  user_agent text not null default '',
  revoked_at timestamptz
);
create index session_person on session (person_id);

-- Working-day calendar ----------------------------------------------------------------------------------------------
create table calendar_year (
  year integer primary key,
  notice text not null,
  confidence text not null,
  loaded_at timestamptz not null default now()
);
create table calendar_day (
  day date primary key,
  year integer not null references calendar_year (year),
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null
);

-- Audit log: append-only and hash-chained ---------------------------------------------------------------------------
create table audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  actor_id integer references person (id),
  actor_name text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  ip text not null default '',
  -- SHA-256(previous hash || line); the line is the exact text below, so that anyone can recompute it.
  line text not null,
  hash bytea not null
);
create index audit_entry_subject on audit_entry (subject, seq);
create index audit_entry_actor on audit_entry (actor_id, seq);
create index audit_entry_at on audit_entry (at);

create table audit_head (
  single boolean primary key default true check (single),
  seq bigint not null,
  hash bytea not null
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Files: content-addressed ------------------------------------------------------------------------------------------
create table stored_file (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  kind text not null,
  stored_at timestamptz not null default now()
);

-- Events ------------------------------------------------------------------------------------------------------------
create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  name text not null,
  subject text not null,
  actor_id integer references person (id),
  payload jsonb not null
);
create index event_subject on event (subject, id);

-- Publication log ---------------------------------------------------------------------------------------------------
create table publication_log (
  seq bigint primary key,
  kind text not null,
  subject text not null,
  at timestamptz not null,
  -- The exact UTF-8 line that is hashed: {"seq","kind","subject","at","payloadHash"}.
  line text not null,
  payload_hash text not null,
  hash bytea not null
);
create index publication_log_subject on publication_log (subject, seq);

-- Kept apart so that what is withdrawn can be blanked while the chain still holds.
create table publication_payload (
  seq bigint primary key references publication_log (seq),
  -- The exact JSON text whose SHA-256 is payload_hash; null once a later entry has withdrawn it.
  payload text,
  blanked_by bigint references publication_log (seq),
  check ((payload is null) = (blanked_by is not null))
);

create table publication_head (
  single boolean primary key default true check (single),
  seq bigint not null,
  hash bytea not null
);
insert into publication_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Append-only means append-only: no statement of the application may change or remove what was written.
create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function forbid_change();
create trigger publication_log_append_only before update or delete or truncate on publication_log
  for each statement execute function forbid_change();
create trigger event_append_only before update or delete or truncate on event
  for each statement execute function forbid_change();
create trigger publication_payload_kept before delete or truncate on publication_payload
  for each statement execute function forbid_change();

-- A payload may only go from its text to nothing, never to another text.
create function only_blank_payload() returns trigger language plpgsql as $$
begin
  if new.seq <> old.seq or old.payload is null or new.payload is not null then
    raise exception 'a published payload can be blanked by a withdrawal but never changed'
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger publication_payload_only_blank before update on publication_payload
  for each row execute function only_blank_payload();
