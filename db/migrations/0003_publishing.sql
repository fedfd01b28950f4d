-- Publishing: record -> edition -> immutable revision. One live and one open edition per record.

create table record (
  id bigint generated always as identity primary key,
  -- Given at first publication, in that order, and never changed (索引号).
  index_number text unique,
  unit_id integer not null references unit (id),
  -- Id in the system it was moved in from; unique so that an import run twice adds nothing.
  source_id text unique,
  source_note text,
  created_by integer references person (id),
  created_at timestamptz not null default now(),
  first_published_at timestamptz,
  -- Idempotency-Key of the request that made it: a double click makes one record.
  request_key text,
  unique (created_by, request_key)
);
create index record_unit on record (unit_id, id);

-- Serial numbers of 索引号 per organisation code and year, never reused.
create table index_serial (
  organisation_code text not null,
  year integer not null,
  last integer not null,
  primary key (organisation_code, year)
);

create table edition (
  id bigint generated always as identity primary key,
  record_id bigint not null references record (id),
  number integer not null check (number > 0),
  status text not null check (status in ('draft', 'section_review', 'deputy_review', 'secrecy_review',
    'disclosure_review', 'sign_off', 'consultation', 'published', 'withheld', 'superseded', 'withdrawn', 'discarded')),
  -- The gates of this edition, frozen at submission; null while it was never submitted.
  chain text[],
  -- The gate to return to when the disclosure office has answered a doubt.
  doubted_at text,
  drafter_id integer references person (id),
  -- Why a correction was begun; '' for the first edition.
  correction_reason text not null default '',
  current_revision_id bigint,
  -- Copies of the current revision for lists; the revision is the truth.
  unit_id integer not null references unit (id),
  title text not null default '',
  kind text not null default 'other',
  column_id integer references site_column (id),
  catalogue_item_id integer references catalogue_item (id),
  formed_on date,
  -- 条例 art 26 or the catalogue item's own limit, stored when the clock starts.
  due_on date,
  due_provisional boolean not null default false,
  submitted_at timestamptz,
  published_at timestamptz,
  -- Position in the publication log of the entry that made it public.
  log_seq bigint references publication_log (seq),
  status_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (record_id, number)
);
create unique index edition_one_live on edition (record_id) where status = 'published';
create unique index edition_one_open on edition (record_id) where status in
  ('draft', 'section_review', 'deputy_review', 'secrecy_review', 'disclosure_review', 'sign_off', 'consultation');
create index edition_list on edition (status, status_at desc, id desc);
create index edition_unit_list on edition (unit_id, status, status_at desc, id desc);
create index edition_published on edition (published_at desc, id desc) where status = 'published';
create index edition_unit_published on edition (unit_id, published_at desc, id desc) where status = 'published';
create index edition_catalogue_item on edition (catalogue_item_id) where status = 'published';
create index edition_due on edition (due_on) where status in
  ('draft', 'section_review', 'deputy_review', 'secrecy_review', 'disclosure_review', 'sign_off', 'consultation');

create table revision (
  id bigint generated always as identity primary key,
  edition_id bigint not null references edition (id),
  number integer not null check (number > 0),
  author_id integer references person (id),
  at timestamptz not null,
  title text not null,
  body_html text not null,
  -- Everything else of the item: publishing/record.ts `Metadata`.
  metadata jsonb not null,
  -- [{hash, name, size, mediaType}] in order
  attachments jsonb not null default '[]',
  -- SHA-256 of title, body, metadata and attachments: duplicates and proof of what was signed.
  content_hash bytea not null,
  unique (edition_id, number)
);
create index revision_content on revision (content_hash);
create index revision_attachment on revision using gin (attachments jsonb_path_ops) where attachments <> '[]';
create trigger revision_immutable before update or delete or truncate on revision
  for each statement execute function forbid_change();
alter table edition add foreign key (current_revision_id) references revision (id);

-- Every step of an edition: who, when, why, on which text. The timeline and the separation of duties read from here.
create table step (
  id bigint generated always as identity primary key,
  edition_id bigint not null references edition (id),
  action text not null,
  from_status text not null,
  to_status text not null,
  actor_id integer references person (id),
  -- The role in which the actor took the step.
  role text,
  reason text not null default '',
  revision_id bigint references revision (id),
  -- Findings of the release checks that the actor saw and let pass.
  findings jsonb not null default '[]',
  at timestamptz not null
);
create index step_edition on step (edition_id, id);
create trigger step_append_only before update or delete or truncate on step
  for each statement execute function forbid_change();
-- No one passes two different gates of one edition (the same gate again, after a return, is allowed).
create extension if not exists btree_gist;
alter table step add constraint step_one_gate_each
  exclude using gist (edition_id with =, actor_id with =, from_status with <>) where (action = 'approve');

create table withdrawal (
  id bigint generated always as identity primary key,
  record_id bigint not null references record (id),
  edition_id bigint not null references edition (id),
  actor_id integer not null references person (id),
  at timestamptz not null,
  ground text not null check (ground in ('personal_data', 'secrecy', 'error', 'superseded_by_law', 'not_in_scope', 'other')),
  reason text not null check (reason <> '')
);
create index withdrawal_record on withdrawal (record_id);

create table repeal (
  record_id bigint primary key references record (id),
  -- null when it was repealed before the item was moved in
  actor_id integer references person (id),
  at timestamptz not null,
  repealed_on date not null,
  repealed_by text not null,
  reason text not null check (reason <> '')
);

-- Text signature for near-duplicates: 64-bit SimHash in four 16-bit bands; equal band = candidate.
create table text_signature (
  edition_id bigint primary key references edition (id),
  -- 16 hex digits
  simhash text not null,
  bands integer[] not null
);
create index text_signature_bands on text_signature using gin (bands);

create table record_import (
  id integer generated always as identity primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  files text[] not null,
  read integer not null default 0,
  added integer not null default 0,
  already integer not null default 0,
  refused jsonb not null default '[]'
);
