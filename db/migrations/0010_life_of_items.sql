-- The life of items: an appointed hour of publication, replacement by a newer document, terms of validity, clean-ups,
-- packages for the archive.

-- 定时发布: signed, and public from an hour that is still to come.
alter table edition drop constraint edition_status_check;
alter table edition add constraint edition_status_check check (status in ('draft', 'section_review', 'deputy_review',
  'secrecy_review', 'disclosure_review', 'sign_off', 'consultation', 'scheduled', 'published', 'withheld', 'superseded',
  'withdrawn', 'discarded'));
-- The hour the clerk asks for; the signing leader decides.
alter table edition add column publish_wish timestamptz;
-- The hour it was appointed for. Kept beside published_at, the real one.
alter table edition add column publish_at timestamptz;
-- Sent back at its hour because the release checks no longer let it pass.
alter table edition add column bounced_at timestamptz;
alter table edition add constraint edition_scheduled_has_hour check (status <> 'scheduled' or publish_at is not null);
create index edition_scheduled on edition (publish_at) where status = 'scheduled';

drop index edition_one_open;
create unique index edition_one_open on edition (record_id) where status in
  ('draft', 'section_review', 'deputy_review', 'secrecy_review', 'disclosure_review', 'sign_off', 'consultation',
   'scheduled');
drop index edition_due;
create index edition_due on edition (due_on) where status in
  ('draft', 'section_review', 'deputy_review', 'secrecy_review', 'disclosure_review', 'sign_off', 'consultation',
   'scheduled');

-- Last day in force, a copy for lists and reminders; the revision and the decisions on its term are the truth.
alter table edition add column expires_on date;
update edition e set expires_on = (r.metadata ->> 'expiresOn')::date from revision r
  where r.id = e.current_revision_id and r.metadata ->> 'expiresOn' is not null;
create index edition_expiring on edition (expires_on) where status = 'published' and expires_on is not null;

-- How it ended: repealed outright, or taken the place of by another item.
alter table repeal add column how text not null default 'repealed' check (how in ('repealed', 'superseded'));
alter table repeal add column by_record_id bigint references record (id);
-- The entry that told the public. Null until the day comes, when the new document is not in force yet.
alter table repeal add column log_seq bigint references publication_log (seq);
update repeal r set log_seq = (select max(l.seq) from publication_log l
  where l.subject = 'record/' || r.record_id and l.kind = 'record.validity-changed');
create index repeal_waiting on repeal (repealed_on) where log_seq is null;
create index repeal_by on repeal (by_record_id) where by_record_id is not null;

-- What was decided about the term of a public document: renewed, left to lapse on its day, or declared lapsed.
create table term_decision (
  id bigint generated always as identity primary key,
  record_id bigint not null references record (id),
  decision text not null check (decision in ('extended', 'left_to_lapse', 'declared_lapsed')),
  -- Last day in force from now on; null: no fixed end.
  expires_on date,
  basis text not null check (basis <> ''),
  reason text not null default '',
  actor_id integer references person (id),
  at timestamptz not null,
  log_seq bigint references publication_log (seq)
);
create index term_decision_record on term_decision (record_id, id);

-- 规范性文件清理: one round over the documents of some units.
create table clean_up (
  id integer generated always as identity primary key,
  -- Whose round it is; its leader decides.
  unit_id integer not null references unit (id),
  title text not null check (title <> ''),
  stage text not null default 'marking' check (stage in ('marking', 'deciding', 'decided', 'abandoned')),
  -- Which documents it went over: of these units, made in this time.
  unit_ids integer[] not null,
  formed_from date,
  formed_to date,
  -- Day by which the units have marked theirs.
  due_on date not null,
  opened_by integer not null references person (id),
  opened_at timestamptz not null,
  assembled_by integer references person (id),
  assembled_at timestamptz,
  decided_by integer references person (id),
  decided_at timestamptz,
  -- The one decision that all of it rests on: name or number, and the public item if there is one.
  basis text,
  basis_record_id bigint references record (id),
  -- The item that tells the public the outcome.
  list_record_id bigint references record (id),
  check ((stage = 'decided') = (decided_at is not null)),
  check (stage <> 'decided' or basis is not null)
);

create table clean_up_document (
  clean_up_id integer not null references clean_up (id),
  record_id bigint not null references record (id),
  -- Who answers for it and marks it.
  unit_id integer not null references unit (id),
  outcome text check (outcome in ('keep', 'repeal', 'lapse', 'amend')),
  note text not null default '',
  marked_by integer references person (id),
  marked_at timestamptz,
  primary key (clean_up_id, record_id),
  check ((outcome is null) = (marked_at is null))
);
create index clean_up_document_unit on clean_up_document (clean_up_id, unit_id);
create index clean_up_document_record on clean_up_document (record_id);

-- Packages for the archive: made one by one or by unit and year, in the background.
create table archive_package (
  id integer generated always as identity primary key,
  unit_id integer references unit (id),
  year integer,
  record_id bigint references record (id),
  asked_by integer references person (id),
  asked_at timestamptz not null,
  items integer not null,
  done integer not null default 0,
  finished_at timestamptz,
  -- SHA-256 and size of the zip, kept beside the files.
  hash text,
  size bigint,
  failure text,
  check ((finished_at is null) = (hash is null and failure is null))
);
create index archive_package_waiting on archive_package (id) where finished_at is null;
