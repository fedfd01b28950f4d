-- Made by script/schema from db/migrations; do not edit.

create table archive_check (
  id integer generated always as identity,
  package_id integer not null,
  checked_by integer,
  checked_at timestamp with time zone not null,
  files integer not null,
  faults text[] not null,
  constraint archive_check_pkey PRIMARY KEY (id),
  constraint archive_check_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES person(id),
  constraint archive_check_package_id_fkey FOREIGN KEY (package_id) REFERENCES archive_package(id)
);

create table archive_package (
  id integer generated always as identity,
  unit_id integer,
  year integer,
  record_id bigint,
  asked_by integer,
  asked_at timestamp with time zone not null,
  items integer not null,
  done integer not null default 0,
  finished_at timestamp with time zone,
  hash text,
  size bigint,
  failure text,
  log_seq bigint,
  constraint archive_package_pkey PRIMARY KEY (id),
  constraint archive_package_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  constraint archive_package_record_id_fkey FOREIGN KEY (record_id) REFERENCES record(id),
  constraint archive_package_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint archive_package_check CHECK (((finished_at IS NULL) = ((hash IS NULL) AND (failure IS NULL))))
);

create table archive_package_record (
  package_id integer not null,
  record_id bigint not null,
  constraint archive_package_record_pkey PRIMARY KEY (package_id, record_id),
  constraint archive_package_record_package_id_fkey FOREIGN KEY (package_id) REFERENCES archive_package(id),
  constraint archive_package_record_record_id_fkey FOREIGN KEY (record_id) REFERENCES record(id)
);

create table audit_entry (
  seq bigint not null,
  at timestamp with time zone not null,
  actor_id integer,
  actor_name text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  ip text not null default ''::text,
  line text not null,
  hash bytea not null,
  constraint audit_entry_pkey PRIMARY KEY (seq),
  constraint audit_entry_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id)
);

create table audit_head (
  single boolean not null default true,
  seq bigint not null,
  hash bytea not null,
  constraint audit_head_pkey PRIMARY KEY (single),
  constraint audit_head_single_check CHECK (single)
);

create table calendar_day (
  day date not null,
  year integer not null,
  kind text not null,
  name text not null,
  constraint calendar_day_pkey PRIMARY KEY (day),
  constraint calendar_day_year_fkey FOREIGN KEY (year) REFERENCES calendar_year(year),
  constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'workday'::text])))
);

create table calendar_notice (
  id integer generated always as identity,
  year integer not null,
  source_text text not null,
  file_name text not null default ''::text,
  file_hash text,
  edited boolean not null default false,
  understood jsonb not null,
  base_version integer not null,
  proposed_by integer not null,
  proposed_at timestamp with time zone not null,
  status text not null default 'proposed'::text,
  decided_by integer,
  decided_at timestamp with time zone,
  reason text not null default ''::text,
  proposed_for integer,
  constraint calendar_notice_pkey PRIMARY KEY (id),
  constraint calendar_notice_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint calendar_notice_file_hash_fkey FOREIGN KEY (file_hash) REFERENCES stored_file(hash),
  constraint calendar_notice_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES person(id),
  constraint calendar_notice_proposed_for_fkey FOREIGN KEY (proposed_for) REFERENCES person(id),
  constraint calendar_notice_check CHECK (((status = 'proposed'::text) = (decided_by IS NULL))),
  constraint calendar_notice_check1 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint calendar_notice_check2 CHECK (((status <> 'confirmed'::text) OR (decided_by <> proposed_by))),
  constraint calendar_notice_check3 CHECK (((status <> 'rejected'::text) OR (reason <> ''::text))),
  constraint calendar_notice_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'rejected'::text])))
);

create table calendar_version (
  year integer not null,
  version integer not null,
  data jsonb not null,
  notice_id integer,
  in_force_from timestamp with time zone not null,
  constraint calendar_version_pkey PRIMARY KEY (year, version),
  constraint calendar_version_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES calendar_notice(id),
  constraint calendar_version_version_check CHECK ((version > 0))
);

create table calendar_year (
  year integer not null,
  notice text not null,
  confidence text not null,
  loaded_at timestamp with time zone not null default now(),
  constraint calendar_year_pkey PRIMARY KEY (year)
);

create table call (
  id uuid not null,
  switch_id text,
  entry_key uuid,
  caller_sealed text,
  caller_masked text not null,
  caller_key text not null default ''::text,
  line text not null,
  phase text not null,
  began_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  transferred_at timestamp with time zone,
  ended_at timestamp with time zone,
  seat_id integer,
  person_id integer,
  leg text,
  rings_till timestamp with time zone,
  unit_id integer,
  outcome text,
  source text,
  question_sealed text,
  rating smallint,
  rated_by text,
  case_id bigint,
  logged_at timestamp with time zone,
  logged_by integer,
  version integer not null default 0,
  restricted boolean not null default false,
  constraint call_entry_key_key UNIQUE (entry_key),
  constraint call_switch_id_key UNIQUE (switch_id),
  constraint call_pkey PRIMARY KEY (id),
  constraint call_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint call_logged_by_fkey FOREIGN KEY (logged_by) REFERENCES person(id),
  constraint call_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint call_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint call_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint call_check CHECK (((phase = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint call_check1 CHECK ((ended_at >= began_at)),
  constraint call_check2 CHECK (((rating IS NULL) = (rated_by IS NULL))),
  constraint call_outcome_check CHECK ((outcome = ANY (ARRAY['knowledge'::text, 'record'::text, 'directory'::text, 'transferred'::text, 'case'::text, 'voicemail'::text, 'missed'::text, 'abandoned'::text, 'no_matter'::text]))),
  constraint call_phase_check CHECK ((phase = ANY (ARRAY['waiting'::text, 'talking'::text, 'transferred'::text, 'rating'::text, 'voicemail'::text, 'ended'::text]))),
  constraint call_rated_by_check CHECK ((rated_by = ANY (ARRAY['key'::text, 'sms'::text]))),
  constraint call_rating_check CHECK (((rating >= 1) AND (rating <= 3)))
);

create table call_event (
  call_id uuid not null,
  seq integer not null,
  key text not null,
  kind text not null,
  at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  data jsonb not null default '{}'::jsonb,
  actor_id integer,
  constraint call_event_call_id_key_key UNIQUE (call_id, key),
  constraint call_event_pkey PRIMARY KEY (call_id, seq),
  constraint call_event_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint call_event_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id)
);

create table call_recording (
  id uuid not null,
  call_id uuid not null,
  kind text not null,
  name text,
  media_type text not null,
  seconds integer,
  size bigint not null,
  parts jsonb not null,
  added_at timestamp with time zone not null,
  added_by integer,
  deleted_on date,
  constraint call_recording_name_key UNIQUE (name),
  constraint call_recording_pkey PRIMARY KEY (id),
  constraint call_recording_added_by_fkey FOREIGN KEY (added_by) REFERENCES person(id),
  constraint call_recording_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id),
  constraint call_recording_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'voicemail'::text])))
);

create table call_survey (
  call_id uuid not null,
  code_key text not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint call_survey_code_key_key UNIQUE (code_key),
  constraint call_survey_pkey PRIMARY KEY (call_id),
  constraint call_survey_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id)
);

create table call_transfer (
  id uuid not null,
  call_id uuid not null,
  unit_id integer not null,
  liaison_id uuid,
  deputy boolean not null,
  leg text,
  at timestamp with time zone not null,
  outcome text not null default 'ringing'::text,
  ended_at timestamp with time zone,
  by_person integer,
  constraint call_transfer_pkey PRIMARY KEY (id),
  constraint call_transfer_by_person_fkey FOREIGN KEY (by_person) REFERENCES person(id),
  constraint call_transfer_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id),
  constraint call_transfer_liaison_id_fkey FOREIGN KEY (liaison_id) REFERENCES liaison(id),
  constraint call_transfer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint call_transfer_check CHECK (((outcome = 'ringing'::text) = (ended_at IS NULL))),
  constraint call_transfer_outcome_check CHECK ((outcome = ANY (ARRAY['ringing'::text, 'answered'::text, 'busy'::text, 'no_answer'::text, 'rejected'::text, 'unreachable'::text, 'cancelled'::text])))
);

create table case_day (
  kind text not null,
  day date not null,
  party text not null,
  outcome text not null,
  n integer not null,
  constraint case_day_pkey PRIMARY KEY (kind, day, party, outcome) INCLUDE (n)
);

create table case_document (
  id uuid not null,
  case_id bigint not null,
  seq integer not null,
  kind text not null,
  name_sealed text not null,
  media_type text not null,
  size bigint not null,
  hash text,
  for_applicant boolean not null default false,
  added_at timestamp with time zone not null,
  added_by integer,
  constraint case_document_pkey PRIMARY KEY (id),
  constraint case_document_added_by_fkey FOREIGN KEY (added_by) REFERENCES person(id),
  constraint case_document_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_document_size_check CHECK ((size >= 0))
);

create table case_event (
  case_id bigint not null,
  seq integer not null,
  at timestamp with time zone not null,
  happened_on date not null,
  action text not null,
  from_status text,
  to_status text not null,
  actor_id integer,
  role text,
  on_behalf_of integer,
  data jsonb not null default '{}'::jsonb,
  constraint case_event_pkey PRIMARY KEY (case_id, seq),
  constraint case_event_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint case_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_event_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES person(id),
  constraint case_event_seq_check CHECK ((seq > 0))
);

create table case_file (
  id bigint generated always as identity,
  kind text not null,
  unit_id integer not null,
  number text,
  code text not null,
  status text not null,
  owner_id integer,
  summary text not null default ''::text,
  party text not null,
  submitted_at timestamp with time zone not null,
  received_on date,
  clock text not null default 'idle'::text,
  due_on date,
  due_provisional boolean not null default false,
  watch_on date,
  watch_for text,
  closed_on date,
  outcome text,
  open boolean not null default (status <> ALL (ARRAY['closed'::text, 'archived'::text, 'void'::text])),
  version integer not null default 0,
  status_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  counted boolean not null default true,
  constraint case_file_code UNIQUE (code, kind),
  constraint case_file_counted TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint case_file_pkey PRIMARY KEY (id),
  constraint case_file_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES person(id),
  constraint case_file_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint case_file_check CHECK (((closed_on IS NULL) = (outcome IS NULL))),
  constraint case_file_clock_check CHECK ((clock = ANY (ARRAY['idle'::text, 'running'::text, 'paused'::text, 'waiting'::text, 'stopped'::text])))
);

create table case_link (
  case_id bigint not null,
  other_id bigint not null,
  how text not null,
  made_at timestamp with time zone not null,
  made_by integer,
  constraint case_link_pkey PRIMARY KEY (case_id, other_id, how),
  constraint case_link_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_link_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint case_link_other_id_fkey FOREIGN KEY (other_id) REFERENCES case_file(id),
  constraint case_link_check CHECK ((case_id <> other_id))
);

create table case_note (
  id uuid not null,
  case_id bigint not null,
  seq integer not null,
  text_sealed text not null,
  constraint case_note_pkey PRIMARY KEY (id),
  constraint case_note_case_id_seq_fkey FOREIGN KEY (case_id, seq) REFERENCES case_event(case_id, seq)
);

create table case_serial (
  series text not null,
  unit_id integer not null,
  year integer not null,
  last integer not null,
  constraint case_serial_pkey PRIMARY KEY (series, unit_id, year),
  constraint case_serial_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table catalogue_import (
  id integer generated always as identity,
  at timestamp with time zone not null,
  actor_id integer not null,
  file_name text not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  refused jsonb not null,
  constraint catalogue_import_pkey PRIMARY KEY (id),
  constraint catalogue_import_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id)
);

create table catalogue_item (
  id integer generated always as identity,
  sector_id integer not null,
  seq text not null,
  level1 text not null,
  level2 text not null,
  level3 text not null default ''::text,
  content text not null,
  basis text not null,
  time_limit text not null,
  limit_rule jsonb not null,
  disclosing_body text not null,
  channels text[] not null,
  audience text not null,
  mode text not null,
  levels text[] not null,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint catalogue_item_pkey PRIMARY KEY (id),
  constraint catalogue_item_sector_id_fkey FOREIGN KEY (sector_id) REFERENCES sector(id),
  constraint catalogue_item_mode_check CHECK ((mode = ANY (ARRAY['proactive'::text, 'on_request'::text])))
);

create table clean_up (
  id integer generated always as identity,
  unit_id integer not null,
  title text not null,
  stage text not null default 'marking'::text,
  unit_ids integer[] not null,
  formed_from date,
  formed_to date,
  due_on date not null,
  opened_by integer not null,
  opened_at timestamp with time zone not null,
  assembled_by integer,
  assembled_at timestamp with time zone,
  decided_by integer,
  decided_at timestamp with time zone,
  basis text,
  basis_record_id bigint,
  list_record_id bigint,
  constraint clean_up_pkey PRIMARY KEY (id),
  constraint clean_up_assembled_by_fkey FOREIGN KEY (assembled_by) REFERENCES person(id),
  constraint clean_up_basis_record_id_fkey FOREIGN KEY (basis_record_id) REFERENCES record(id),
  constraint clean_up_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint clean_up_list_record_id_fkey FOREIGN KEY (list_record_id) REFERENCES record(id),
  constraint clean_up_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES person(id),
  constraint clean_up_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint clean_up_check CHECK (((stage = 'decided'::text) = (decided_at IS NOT NULL))),
  constraint clean_up_check1 CHECK (((stage <> 'decided'::text) OR (basis IS NOT NULL))),
  constraint clean_up_stage_check CHECK ((stage = ANY (ARRAY['marking'::text, 'deciding'::text, 'decided'::text, 'abandoned'::text]))),
  constraint clean_up_title_check CHECK ((title <> ''::text))
);

create table clean_up_document (
  clean_up_id integer not null,
  record_id bigint not null,
  unit_id integer not null,
  outcome text,
  note text not null default ''::text,
  marked_by integer,
  marked_at timestamp with time zone,
  constraint clean_up_document_pkey PRIMARY KEY (clean_up_id, record_id),
  constraint clean_up_document_clean_up_id_fkey FOREIGN KEY (clean_up_id) REFERENCES clean_up(id),
  constraint clean_up_document_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES person(id),
  constraint clean_up_document_record_id_fkey FOREIGN KEY (record_id) REFERENCES record(id),
  constraint clean_up_document_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint clean_up_document_check CHECK (((outcome IS NULL) = (marked_at IS NULL))),
  constraint clean_up_document_outcome_check CHECK ((outcome = ANY (ARRAY['keep'::text, 'repeal'::text, 'lapse'::text, 'amend'::text])))
);

create table clock_move (
  id bigint generated always as identity,
  at timestamp with time zone not null,
  notice_id integer,
  clock text not null,
  subject text not null,
  unit_id integer not null,
  person_id integer,
  from_on date,
  from_provisional boolean not null,
  to_on date,
  to_provisional boolean not null,
  lapse text,
  constraint clock_move_pkey PRIMARY KEY (id),
  constraint clock_move_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES calendar_notice(id),
  constraint clock_move_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint clock_move_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint clock_move_lapse_check CHECK ((lapse = ANY (ARRAY['undone'::text, 'created'::text])))
);

create table clock_move_seen (
  person_id integer not null,
  up_to bigint not null,
  constraint clock_move_seen_pkey PRIMARY KEY (person_id),
  constraint clock_move_seen_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

create table code_attempt (
  address_key text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  constraint code_attempt_pkey PRIMARY KEY (address_key)
);

create table delegation (
  id integer generated always as identity,
  post_id integer not null,
  deputy_id integer not null,
  starts_on date not null,
  ends_on date not null,
  reason text not null default ''::text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by integer,
  made_by integer not null,
  constraint delegation_post_id_daterange_excl EXCLUDE USING gist (post_id WITH =, daterange(starts_on, ends_on, '[]'::text) WITH &&) WHERE ((ended_at IS NULL)),
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES person(id),
  constraint delegation_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  constraint delegation_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint delegation_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
  constraint delegation_check CHECK ((ends_on >= starts_on)),
  constraint delegation_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
);

create table delegation_end_noted (
  delegation_id integer not null,
  person_id integer not null,
  at timestamp with time zone not null,
  constraint delegation_end_noted_pkey PRIMARY KEY (delegation_id, person_id),
  constraint delegation_end_noted_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint delegation_end_noted_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

create table edition (
  id bigint generated always as identity,
  record_id bigint not null,
  number integer not null,
  status text not null,
  chain text[],
  doubted_at text,
  drafter_id integer,
  correction_reason text not null default ''::text,
  current_revision_id bigint,
  unit_id integer not null,
  title text not null default ''::text,
  kind text not null default 'other'::text,
  column_id integer,
  catalogue_item_id integer,
  formed_on date,
  due_on date,
  due_provisional boolean not null default false,
  submitted_at timestamp with time zone,
  published_at timestamp with time zone,
  log_seq bigint,
  status_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  on_behalf_of integer,
  publish_wish timestamp with time zone,
  publish_at timestamp with time zone,
  bounced_at timestamp with time zone,
  expires_on date,
  constraint edition_record_id_number_key UNIQUE (record_id, number),
  constraint edition_pkey PRIMARY KEY (id),
  constraint edition_catalogue_item_id_fkey FOREIGN KEY (catalogue_item_id) REFERENCES catalogue_item(id),
  constraint edition_column_id_fkey FOREIGN KEY (column_id) REFERENCES site_column(id),
  constraint edition_current_revision_id_fkey FOREIGN KEY (current_revision_id) REFERENCES revision(id),
  constraint edition_drafter_id_fkey FOREIGN KEY (drafter_id) REFERENCES person(id),
  constraint edition_log_seq_fkey FOREIGN KEY (log_seq) REFERENCES publication_log(seq),
  constraint edition_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES person(id),
  constraint edition_record_id_fkey FOREIGN KEY (record_id) REFERENCES record(id),
  constraint edition_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint edition_number_check CHECK ((number > 0)),
  constraint edition_scheduled_has_hour CHECK (((status <> 'scheduled'::text) OR (publish_at IS NOT NULL))),
  constraint edition_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'section_review'::text, 'deputy_review'::text, 'secrecy_review'::text, 'disclosure_review'::text, 'sign_off'::text, 'consultation'::text, 'scheduled'::text, 'published'::text, 'withheld'::text, 'superseded'::text, 'withdrawn'::text, 'discarded'::text])))
);

create table event (
  id bigint generated always as identity,
  at timestamp with time zone not null,
  name text not null,
  subject text not null,
  actor_id integer,
  payload jsonb not null,
  constraint event_pkey PRIMARY KEY (id),
  constraint event_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id)
);

create table feedback (
  id integer generated always as identity,
  intake_id uuid not null,
  receipt text not null,
  kind text not null,
  page text not null default ''::text,
  text_sealed text not null,
  contact_sealed text,
  submitted_at timestamp with time zone not null,
  handled_at timestamp with time zone,
  handled_by integer,
  note text not null default ''::text,
  constraint feedback_intake_id_key UNIQUE (intake_id),
  constraint feedback_pkey PRIMARY KEY (id),
  constraint feedback_handled_by_fkey FOREIGN KEY (handled_by) REFERENCES person(id),
  constraint feedback_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES intake_item(id),
  constraint feedback_check CHECK (((handled_at IS NULL) = (handled_by IS NULL))),
  constraint feedback_kind_check CHECK ((kind = ANY (ARRAY['wrong_content'::text, 'broken_link'::text, 'other'::text])))
);

create table file_finding (
  hash text not null,
  checks integer not null,
  findings jsonb not null,
  checked_at timestamp with time zone not null default now(),
  constraint file_finding_pkey PRIMARY KEY (hash),
  constraint file_finding_hash_fkey FOREIGN KEY (hash) REFERENCES stored_file(hash)
);

create table file_scan (
  hash text not null,
  found text not null,
  scanned_at timestamp with time zone not null,
  constraint file_scan_pkey PRIMARY KEY (hash),
  constraint file_scan_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);

create table index_serial (
  organisation_code text not null,
  year integer not null,
  last integer not null,
  constraint index_serial_pkey PRIMARY KEY (organisation_code, year)
);

create table inquiry (
  case_id bigint not null,
  intake_id uuid,
  request_key uuid,
  kind text not null,
  channel text not null,
  topic text not null,
  mailbox_id integer,
  source text not null default ''::text,
  source_number text not null default ''::text,
  about_case_id bigint,
  about_unit_id integer,
  writer_sealed text not null,
  writer_masked text not null,
  content_sealed text not null,
  caller_key text not null default ''::text,
  content_key text not null default ''::text,
  forgotten_on date,
  turn_unit_id integer not null,
  unit_ids integer[] not null,
  complexity text not null default 'ordinary'::text,
  explained text,
  escalated boolean not null default false,
  held_to_account_on date,
  transfers integer not null default 0,
  refusals integer not null default 0,
  extended boolean not null default false,
  reopened integer not null default 0,
  consent boolean,
  satisfaction text,
  late_unit_id integer,
  constraint inquiry_intake_id_key UNIQUE (intake_id),
  constraint inquiry_request_key_key UNIQUE (request_key),
  constraint inquiry_pkey PRIMARY KEY (case_id),
  constraint inquiry_about_case_id_fkey FOREIGN KEY (about_case_id) REFERENCES case_file(id),
  constraint inquiry_about_unit_id_fkey FOREIGN KEY (about_unit_id) REFERENCES unit(id),
  constraint inquiry_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint inquiry_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES intake_item(id),
  constraint inquiry_late_unit_id_fkey FOREIGN KEY (late_unit_id) REFERENCES unit(id),
  constraint inquiry_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailbox(id),
  constraint inquiry_turn_unit_id_fkey FOREIGN KEY (turn_unit_id) REFERENCES unit(id),
  constraint inquiry_channel_check CHECK ((channel = ANY (ARRAY['portal'::text, 'mailbox'::text, 'hotline'::text, 'counter'::text, 'kiosk'::text, 'post'::text, 'visit'::text, 'handed_down'::text]))),
  constraint inquiry_complexity_check CHECK ((complexity = ANY (ARRAY['ordinary'::text, 'complex'::text]))),
  constraint inquiry_explained_check CHECK ((explained = ANY (ARRAY['waiting'::text, 'taken'::text, 'refused'::text]))),
  constraint inquiry_kind_check CHECK ((kind = ANY (ARRAY['question'::text, 'information'::text, 'letter'::text, 'wish'::text, 'opinion'::text, 'site_error'::text, 'complaint'::text, 'report'::text]))),
  constraint inquiry_satisfaction_check CHECK ((satisfaction = ANY (ARRAY['satisfied'::text, 'fair'::text, 'dissatisfied'::text])))
);

create table inquiry_count (
  case_id bigint not null,
  kind text not null,
  channel text not null,
  topic text not null,
  unit_id integer not null,
  received_on date not null,
  weekday smallint not null,
  hour smallint not null,
  ended_on date,
  outcome text,
  days smallint,
  passed_up boolean not null,
  passed_on boolean not null,
  refused boolean not null,
  extended boolean not null,
  late boolean not null,
  explained boolean not null,
  escalated boolean not null,
  reopened boolean not null,
  asked_before boolean not null,
  satisfaction text,
  alike_id bigint not null,
  mailbox_id integer,
  constraint inquiry_count_pkey PRIMARY KEY (case_id),
  constraint inquiry_count_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint inquiry_count_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailbox(id),
  constraint inquiry_count_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint inquiry_count_hour_check CHECK (((hour >= 0) AND (hour <= 23))),
  constraint inquiry_count_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);

create table inquiry_hand (
  case_id bigint not null,
  unit_id integer not null,
  late boolean not null,
  passed_up boolean not null,
  passed_on boolean not null,
  refused boolean not null,
  extended boolean not null,
  explained boolean not null,
  escalated boolean not null,
  reopened boolean not null,
  constraint inquiry_hand_pkey PRIMARY KEY (case_id, unit_id),
  constraint inquiry_hand_case_id_fkey FOREIGN KEY (case_id) REFERENCES inquiry_count(case_id) ON DELETE CASCADE,
  constraint inquiry_hand_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table inquiry_likeness (
  case_id bigint not null,
  bands integer[] not null,
  constraint inquiry_likeness_pkey PRIMARY KEY (case_id),
  constraint inquiry_likeness_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);

create table intake_item (
  id uuid not null,
  kind text not null,
  receipt text not null,
  submitted_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  constraint intake_item_pkey PRIMARY KEY (id)
);

create table knowledge_entry (
  id bigint generated always as identity,
  unit_id integer not null,
  case_id bigint,
  created_by integer,
  created_at timestamp with time zone not null,
  merged_into bigint,
  flagged_at timestamp with time zone,
  flag_reason text not null default ''::text,
  ended_sources bigint[] not null default '{}'::bigint[],
  constraint knowledge_entry_pkey PRIMARY KEY (id),
  constraint knowledge_entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint knowledge_entry_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint knowledge_entry_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES knowledge_entry(id),
  constraint knowledge_entry_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint knowledge_entry_check CHECK ((merged_into <> id))
);

create table knowledge_step (
  id bigint generated always as identity,
  entry_id bigint not null,
  version_id bigint,
  action text not null,
  from_status text not null,
  to_status text not null,
  actor_id integer,
  on_behalf_of integer,
  role text,
  reason text not null default ''::text,
  at timestamp with time zone not null,
  constraint knowledge_step_pkey PRIMARY KEY (id),
  constraint knowledge_step_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint knowledge_step_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES knowledge_entry(id),
  constraint knowledge_step_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES person(id),
  constraint knowledge_step_version_id_fkey FOREIGN KEY (version_id) REFERENCES knowledge_version(id)
);

create table knowledge_use (
  entry_id bigint not null,
  used_on date not null,
  wanted integer not null default 0,
  unwanted integer not null default 0,
  told integer not null default 0,
  constraint knowledge_use_pkey PRIMARY KEY (entry_id, used_on),
  constraint knowledge_use_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES knowledge_entry(id)
);

create table knowledge_version (
  id bigint generated always as identity,
  entry_id bigint not null,
  number integer not null,
  status text not null,
  topic text not null,
  question text not null,
  phrasings text[] not null default '{}'::text[],
  answer_html text not null,
  sources bigint[] not null default '{}'::bigint[],
  review_on date,
  saves integer not null default 1,
  author_ids integer[] not null default '{}'::integer[],
  asked_words text[] not null default '{}'::text[],
  answer_words text[] not null default '{}'::text[],
  status_at timestamp with time zone not null,
  published_at timestamp with time zone,
  log_seq bigint,
  constraint knowledge_version_entry_id_number_key UNIQUE (entry_id, number),
  constraint knowledge_version_pkey PRIMARY KEY (id),
  constraint knowledge_version_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES knowledge_entry(id),
  constraint knowledge_version_log_seq_fkey FOREIGN KEY (log_seq) REFERENCES publication_log(seq),
  constraint knowledge_version_number_check CHECK ((number > 0)),
  constraint knowledge_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'review'::text, 'secrecy_review'::text, 'returned'::text, 'published'::text, 'superseded'::text, 'withdrawn'::text, 'merged'::text, 'discarded'::text])))
);

create table letter (
  id uuid not null,
  case_id bigint not null,
  seq integer not null,
  key text not null,
  template_version integer not null,
  title text not null,
  body_sealed text not null,
  number text,
  issued_on date,
  constraint letter_pkey PRIMARY KEY (id),
  constraint letter_case_id_seq_fkey FOREIGN KEY (case_id, seq) REFERENCES case_event(case_id, seq),
  constraint letter_check CHECK (((number IS NULL) = (issued_on IS NULL)))
);

create table letter_template (
  key text not null,
  version integer not null,
  title text not null,
  body text not null,
  written_by integer,
  written_at timestamp with time zone not null,
  approved_by integer,
  approved_at timestamp with time zone,
  constraint letter_template_pkey PRIMARY KEY (key, version),
  constraint letter_template_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES person(id),
  constraint letter_template_written_by_fkey FOREIGN KEY (written_by) REFERENCES person(id),
  constraint letter_template_check CHECK (((approved_at IS NULL) = (approved_by IS NULL))),
  constraint letter_template_check1 CHECK ((approved_by <> written_by)),
  constraint letter_template_version_check CHECK ((version > 0))
);

create table liaison (
  id uuid not null,
  unit_id integer not null,
  name text not null,
  phone_sealed text not null,
  phone_masked text not null,
  position integer not null,
  away_until date,
  ended_on date,
  constraint liaison_pkey PRIMARY KEY (id),
  constraint liaison_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint liaison_position_check CHECK (("position" > 0))
);

create table liaison_duty (
  unit_id integer not null,
  on_date date not null,
  liaison_id uuid not null,
  deputy_id uuid,
  constraint liaison_duty_pkey PRIMARY KEY (unit_id, on_date),
  constraint liaison_duty_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES liaison(id),
  constraint liaison_duty_liaison_id_fkey FOREIGN KEY (liaison_id) REFERENCES liaison(id),
  constraint liaison_duty_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint liaison_duty_check CHECK ((deputy_id <> liaison_id))
);

create table link_check (
  url text not null,
  asked_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  ok boolean,
  status integer,
  failures integer not null default 0,
  constraint link_check_pkey PRIMARY KEY (url)
);

create table log_checkpoint (
  size bigint not null,
  note text not null,
  key text not null,
  edge bytea not null,
  signed_at timestamp with time zone not null,
  constraint log_checkpoint_pkey PRIMARY KEY (size, key),
  constraint log_checkpoint_size_check CHECK ((size > 0))
);

create table mailbox (
  id integer generated always as identity,
  title text not null,
  holder text not null,
  post text not null,
  duties text not null default ''::text,
  unit_id integer not null,
  position integer not null default 0,
  closed_on date,
  constraint mailbox_pkey PRIMARY KEY (id),
  constraint mailbox_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table message (
  id uuid not null,
  at timestamp with time zone not null,
  channel text not null,
  audience text not null,
  recipient_sealed text,
  recipient_masked text not null,
  subject text not null,
  body_sealed text,
  attachments jsonb not null default '[]'::jsonb,
  about text not null default ''::text,
  status text not null default 'queued'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_error text,
  sent_at timestamp with time zone,
  provider_reference text,
  idempotency_key text not null,
  constraint message_idempotency_key_key UNIQUE (idempotency_key),
  constraint message_pkey PRIMARY KEY (id),
  constraint message_audience_check CHECK ((audience = ANY (ARRAY['citizen'::text, 'staff'::text]))),
  constraint message_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  constraint message_check CHECK (((status = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint message_check1 CHECK (((status <> 'queued'::text) OR ((recipient_sealed IS NOT NULL) AND (body_sealed IS NOT NULL)))),
  constraint message_check2 CHECK (((recipient_sealed IS NULL) = (body_sealed IS NULL))),
  constraint message_last_error_check CHECK ((last_error ~ '^[a-z_]+( [0-9A-Za-z_]{1,40})?$'::text)),
  constraint message_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'cancelled'::text])))
);

create table migration (
  name text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table notice (
  id integer generated always as identity,
  person_id integer not null,
  at timestamp with time zone not null,
  kind text not null,
  text text not null,
  address text not null default ''::text,
  about text not null default ''::text,
  seen_at timestamp with time zone,
  idempotency_key text not null,
  constraint notice_person_id_idempotency_key_key UNIQUE (person_id, idempotency_key),
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint notice_address_check CHECK (((address = ''::text) OR (address ~ '^/[^/]'::text))),
  constraint notice_kind_check CHECK ((kind ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'::text))
);

create table notice_preference (
  person_id integer not null,
  kind text not null,
  email boolean not null,
  sms boolean not null,
  constraint notice_preference_pkey PRIMARY KEY (person_id, kind),
  constraint notice_preference_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

create table passkey (
  id text not null,
  person_id integer not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

create table past_password (
  id bigint generated always as identity,
  person_id integer not null,
  password_hash text not null,
  replaced_at timestamp with time zone not null,
  constraint past_password_pkey PRIMARY KEY (id),
  constraint past_password_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

create table person (
  id integer generated always as identity,
  username text not null,
  name text not null,
  password_hash text not null,
  active boolean not null default true,
  demo boolean not null default false,
  failed_attempts integer not null default 0,
  locked_until timestamp with time zone,
  password_changed_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  password_must_change boolean not null default false,
  email_sealed text,
  email_masked text,
  phone_sealed text,
  phone_masked text,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_email_whole CHECK (((email_sealed IS NULL) = (email_masked IS NULL))),
  constraint person_phone_whole CHECK (((phone_sealed IS NULL) = (phone_masked IS NULL)))
);

create table post (
  id integer generated always as identity,
  person_id integer not null,
  unit_id integer not null,
  role text not null,
  title text not null default ''::text,
  ended_on date,
  created_at timestamp with time zone not null default now(),
  constraint post_pkey PRIMARY KEY (id),
  constraint post_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint post_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint post_role_check CHECK ((role = ANY (ARRAY['clerk'::text, 'section_head'::text, 'deputy_leader'::text, 'secrecy_reviewer'::text, 'signing_leader'::text, 'disclosure_office'::text, 'supervisor'::text, 'operator'::text, 'system_administrator'::text, 'security_administrator'::text, 'auditor'::text])))
);

create table public_reply (
  case_id bigint not null,
  what text not null,
  status text not null,
  title text not null,
  question text not null,
  answer text not null,
  prepared_by integer,
  reviewed_by integer,
  published_by integer,
  published_at timestamp with time zone,
  reason text not null default ''::text,
  version integer not null default 1,
  constraint public_reply_pkey PRIMARY KEY (case_id, what),
  constraint public_reply_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint public_reply_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES person(id),
  constraint public_reply_published_by_fkey FOREIGN KEY (published_by) REFERENCES person(id),
  constraint public_reply_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES person(id),
  constraint public_reply_status_check CHECK ((status = ANY (ARRAY['prepared'::text, 'reviewed'::text, 'published'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint public_reply_what_check CHECK ((what = ANY (ARRAY['reply'::text, 'explanation'::text])))
);

create table publication_head (
  single boolean not null default true,
  seq bigint not null,
  hash bytea not null,
  constraint publication_head_pkey PRIMARY KEY (single),
  constraint publication_head_single_check CHECK (single)
);

create table publication_log (
  seq bigint not null,
  kind text not null,
  subject text not null,
  at timestamp with time zone not null,
  line text not null,
  payload_hash text not null,
  hash bytea not null,
  constraint publication_log_pkey PRIMARY KEY (seq)
);

create table publication_payload (
  seq bigint not null,
  payload text,
  blanked_by bigint,
  constraint publication_payload_pkey PRIMARY KEY (seq),
  constraint publication_payload_blanked_by_fkey FOREIGN KEY (blanked_by) REFERENCES publication_log(seq),
  constraint publication_payload_seq_fkey FOREIGN KEY (seq) REFERENCES publication_log(seq),
  constraint publication_payload_check CHECK (((payload IS NULL) = (blanked_by IS NOT NULL)))
);

create table record (
  id bigint generated always as identity,
  index_number text,
  unit_id integer not null,
  source_id text,
  source_note text,
  created_by integer,
  created_at timestamp with time zone not null default now(),
  first_published_at timestamp with time zone,
  request_key text,
  constraint record_created_by_request_key_key UNIQUE (created_by, request_key),
  constraint record_index_number_key UNIQUE (index_number),
  constraint record_source_id_key UNIQUE (source_id),
  constraint record_pkey PRIMARY KEY (id),
  constraint record_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint record_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table record_import (
  id integer generated always as identity,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  files text[] not null,
  read integer not null default 0,
  added integer not null default 0,
  already integer not null default 0,
  refused jsonb not null default '[]'::jsonb,
  constraint record_import_pkey PRIMARY KEY (id)
);

create table recovery_code (
  id integer generated always as identity,
  person_id integer not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint recovery_code_pkey PRIMARY KEY (id),
  constraint recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

create table remedy (
  id integer generated always as identity,
  case_id bigint not null,
  kind text not null,
  body text not null,
  number text not null default ''::text,
  filed_on date not null,
  outcome text not null default 'open'::text,
  decision text not null default ''::text,
  concluded_on date,
  version integer not null default 1,
  served_on date,
  simplified boolean not null default false,
  constraint remedy_pkey PRIMARY KEY (id),
  constraint remedy_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint remedy_check CHECK (((outcome = 'open'::text) = (concluded_on IS NULL))),
  constraint remedy_check1 CHECK ((concluded_on >= filed_on)),
  constraint remedy_check2 CHECK ((served_on >= filed_on)),
  constraint remedy_kind_check CHECK ((kind = ANY (ARRAY['review'::text, 'lawsuit'::text, 'lawsuit_after_review'::text]))),
  constraint remedy_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'upheld'::text, 'corrected'::text, 'other'::text])))
);

create table repeal (
  record_id bigint not null,
  actor_id integer,
  at timestamp with time zone not null,
  repealed_on date not null,
  repealed_by text not null,
  reason text not null,
  how text not null default 'repealed'::text,
  by_record_id bigint,
  log_seq bigint,
  constraint repeal_pkey PRIMARY KEY (record_id),
  constraint repeal_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint repeal_by_record_id_fkey FOREIGN KEY (by_record_id) REFERENCES record(id),
  constraint repeal_log_seq_fkey FOREIGN KEY (log_seq) REFERENCES publication_log(seq),
  constraint repeal_record_id_fkey FOREIGN KEY (record_id) REFERENCES record(id),
  constraint repeal_how_check CHECK ((how = ANY (ARRAY['repealed'::text, 'superseded'::text]))),
  constraint repeal_reason_check CHECK ((reason <> ''::text))
);

create table request (
  case_id bigint not null,
  intake_id uuid,
  request_key uuid,
  asks text not null default 'information'::text,
  channel text not null,
  applicant_sealed text not null,
  applicant_masked text not null,
  applicant_key text not null,
  content_key text not null,
  content_sealed text not null,
  forgotten_on date,
  constraint request_intake_id_key UNIQUE (intake_id),
  constraint request_request_key_key UNIQUE (request_key),
  constraint request_pkey PRIMARY KEY (case_id),
  constraint request_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint request_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES intake_item(id),
  constraint request_asks_check CHECK ((asks = ANY (ARRAY['information'::text, 'record_correction'::text]))),
  constraint request_channel_check CHECK ((channel = ANY (ARRAY['portal'::text, 'counter'::text, 'signed_post'::text, 'ordinary_post'::text, 'fax'::text, 'phone_assisted'::text, 'oral'::text])))
);

create table revision (
  id bigint generated always as identity,
  edition_id bigint not null,
  number integer not null,
  author_id integer,
  at timestamp with time zone not null,
  title text not null,
  body_html text not null,
  metadata jsonb not null,
  attachments jsonb not null default '[]'::jsonb,
  content_hash bytea not null,
  on_behalf_of integer,
  constraint revision_edition_id_number_key UNIQUE (edition_id, number),
  constraint revision_pkey PRIMARY KEY (id),
  constraint revision_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint revision_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES edition(id),
  constraint revision_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES person(id),
  constraint revision_number_check CHECK ((number > 0))
);

create table seat (
  id integer generated always as identity,
  name text not null,
  extension text not null,
  retired_on date,
  constraint seat_name_key UNIQUE (name),
  constraint seat_pkey PRIMARY KEY (id)
);

create table seat_shift (
  id integer generated always as identity,
  seat_id integer not null,
  person_id integer not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  status text not null,
  status_at timestamp with time zone not null,
  call_id uuid,
  constraint seat_shift_pkey PRIMARY KEY (id),
  constraint seat_shift_call_fkey FOREIGN KEY (call_id) REFERENCES call(id),
  constraint seat_shift_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint seat_shift_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint seat_shift_check CHECK (((status = ANY (ARRAY['ringing'::text, 'talking'::text, 'wrap_up'::text])) = (call_id IS NOT NULL))),
  constraint seat_shift_check1 CHECK (((ended_at IS NULL) OR (call_id IS NULL))),
  constraint seat_shift_status_check CHECK ((status = ANY (ARRAY['ready'::text, 'ringing'::text, 'talking'::text, 'wrap_up'::text, 'break'::text])))
);

create table sector (
  id integer generated always as identity,
  code text not null,
  name text not null,
  position integer not null,
  lead_unit_id integer,
  constraint sector_code_key UNIQUE (code),
  constraint sector_name_key UNIQUE (name),
  constraint sector_pkey PRIMARY KEY (id),
  constraint sector_lead_unit_id_fkey FOREIGN KEY (lead_unit_id) REFERENCES unit(id),
  constraint sector_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]*$'::text))
);

create table session (
  token_hash bytea not null,
  person_id integer not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ip inet,
  user_agent text not null default ''::text,
  revoked_at timestamp with time zone,
  confirmed_at timestamp with time zone not null default now(),
  confirmed_by text not null default 'password'::text,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint session_confirmed_by_check CHECK ((confirmed_by = ANY (ARRAY['password'::text, 'totp'::text, 'recovery_code'::text, 'passkey'::text, 'single_sign_on'::text])))
);

create table setting (
  key text not null,
  value jsonb not null,
  changed_at timestamp with time zone not null default now(),
  constraint setting_pkey PRIMARY KEY (key)
);

create table sign_in_attempt (
  token_hash bytea not null,
  kind text not null,
  person_id integer,
  detail jsonb not null default '{}'::jsonb,
  expires_at timestamp with time zone not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (token_hash),
  constraint sign_in_attempt_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint sign_in_attempt_kind_check CHECK ((kind = ANY (ARRAY['second_step'::text, 'passkey'::text, 'passkey_registration'::text, 'single_sign_on'::text])))
);

create table site_column (
  id integer generated always as identity,
  code text not null,
  parent_id integer,
  title text not null,
  description text not null default ''::text,
  article text not null default ''::text,
  entry text not null,
  position integer not null,
  applies_to text[] not null,
  stale_after_days integer,
  constraint site_column_code_key UNIQUE (code),
  constraint site_column_pkey PRIMARY KEY (id),
  constraint site_column_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES site_column(id),
  constraint site_column_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]*$'::text)),
  constraint site_column_entry_check CHECK ((entry = ANY (ARRAY['guide'::text, 'rules'::text, 'statutory'::text, 'annual_report'::text, 'other'::text])))
);

create table step (
  id bigint generated always as identity,
  edition_id bigint not null,
  action text not null,
  from_status text not null,
  to_status text not null,
  actor_id integer,
  role text,
  reason text not null default ''::text,
  revision_id bigint,
  findings jsonb not null default '[]'::jsonb,
  at timestamp with time zone not null,
  on_behalf_of integer,
  constraint step_one_gate_each EXCLUDE USING gist (edition_id WITH =, actor_id WITH =, from_status WITH <>) WHERE ((action = 'approve'::text)),
  constraint step_one_gate_each_principal EXCLUDE USING gist (edition_id WITH =, on_behalf_of WITH =, from_status WITH <>) WHERE ((action = 'approve'::text)),
  constraint step_pkey PRIMARY KEY (id),
  constraint step_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint step_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES edition(id),
  constraint step_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES person(id),
  constraint step_revision_id_fkey FOREIGN KEY (revision_id) REFERENCES revision(id)
);

create table stored_file (
  hash text not null,
  size bigint not null,
  media_type text not null,
  kind text not null,
  stored_at timestamp with time zone not null default now(),
  width integer,
  height integer,
  constraint stored_file_pkey PRIMARY KEY (hash),
  constraint stored_file_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint stored_file_height_check CHECK (((height >= 1) AND (height <= 20000))),
  constraint stored_file_measures CHECK (((width IS NULL) = (height IS NULL))),
  constraint stored_file_size_check CHECK ((size >= 0)),
  constraint stored_file_width_check CHECK (((width >= 1) AND (width <= 20000)))
);

create table telephone_switch (
  id integer not null default 1,
  url text not null,
  user_name text not null,
  password_sealed text not null,
  app text not null,
  seat_endpoint text not null,
  number_endpoint text not null,
  speech_url text not null,
  changed_at timestamp with time zone not null,
  constraint telephone_switch_pkey PRIMARY KEY (id),
  constraint telephone_switch_id_check CHECK ((id = 1))
);

create table term_decision (
  id bigint generated always as identity,
  record_id bigint not null,
  decision text not null,
  expires_on date,
  basis text not null,
  reason text not null default ''::text,
  actor_id integer,
  at timestamp with time zone not null,
  log_seq bigint,
  constraint term_decision_pkey PRIMARY KEY (id),
  constraint term_decision_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint term_decision_log_seq_fkey FOREIGN KEY (log_seq) REFERENCES publication_log(seq),
  constraint term_decision_record_id_fkey FOREIGN KEY (record_id) REFERENCES record(id),
  constraint term_decision_basis_check CHECK ((basis <> ''::text)),
  constraint term_decision_decision_check CHECK ((decision = ANY (ARRAY['extended'::text, 'left_to_lapse'::text, 'declared_lapsed'::text])))
);

create table text_signature (
  edition_id bigint not null,
  simhash text not null,
  bands integer[] not null,
  constraint text_signature_pkey PRIMARY KEY (edition_id),
  constraint text_signature_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES edition(id)
);

create table totp (
  person_id integer not null,
  secret text not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null,
  constraint totp_pkey PRIMARY KEY (person_id),
  constraint totp_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

create table unit (
  id integer generated always as identity,
  code text not null,
  name text not null,
  short_name text not null,
  kind text not null,
  parent_id integer,
  position integer not null default 0,
  organisation_code text not null,
  disclosure_office jsonb not null,
  review_chain text[] not null default '{section_review,secrecy_review,sign_off}'::text[],
  dissolved_on date,
  merged_into_id integer,
  created_at timestamp with time zone not null default now(),
  constraint unit_code_key UNIQUE (code),
  constraint unit_organisation_code_key UNIQUE (organisation_code),
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES unit(id),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(id),
  constraint unit_check CHECK ((parent_id <> id)),
  constraint unit_check1 CHECK (((merged_into_id IS NULL) OR (dissolved_on IS NOT NULL))),
  constraint unit_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]*$'::text)),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['government'::text, 'department'::text, 'township'::text, 'subordinate'::text, 'public_enterprise'::text]))),
  constraint unit_organisation_code_check CHECK ((organisation_code ~ '^[0-9A-Z]{8}[0-9X]$'::text)),
  constraint unit_review_chain_check CHECK (('secrecy_review'::text = ANY (review_chain))),
  constraint unit_review_chain_check1 CHECK ((review_chain <@ ARRAY['section_review'::text, 'deputy_review'::text, 'secrecy_review'::text, 'sign_off'::text]))
);

create table unit_former_name (
  id integer generated always as identity,
  unit_id integer not null,
  name text not null,
  short_name text not null,
  until_on date not null,
  basis text not null default ''::text,
  at timestamp with time zone not null,
  constraint unit_former_name_pkey PRIMARY KEY (id),
  constraint unit_former_name_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint unit_former_name_name_check CHECK ((name <> ''::text)),
  constraint unit_former_name_short_name_check CHECK ((short_name <> ''::text))
);

create table unit_succession (
  unit_id integer not null,
  successor_id integer not null,
  position integer not null,
  duties text not null default ''::text,
  at timestamp with time zone not null,
  constraint unit_succession_pkey PRIMARY KEY (unit_id, successor_id),
  constraint unit_succession_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES unit(id),
  constraint unit_succession_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint unit_succession_check CHECK ((unit_id <> successor_id))
);

create table withdrawal (
  id bigint generated always as identity,
  record_id bigint not null,
  edition_id bigint not null,
  actor_id integer not null,
  at timestamp with time zone not null,
  ground text not null,
  reason text not null,
  constraint withdrawal_pkey PRIMARY KEY (id),
  constraint withdrawal_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint withdrawal_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES edition(id),
  constraint withdrawal_record_id_fkey FOREIGN KEY (record_id) REFERENCES record(id),
  constraint withdrawal_ground_check CHECK ((ground = ANY (ARRAY['personal_data'::text, 'secrecy'::text, 'error'::text, 'superseded_by_law'::text, 'not_in_scope'::text, 'other'::text]))),
  constraint withdrawal_reason_check CHECK ((reason <> ''::text))
);

create table word_change (
  id bigint generated always as identity,
  word text not null,
  at timestamp with time zone not null,
  actor_id integer,
  how text not null,
  before jsonb,
  after jsonb not null,
  constraint word_change_pkey PRIMARY KEY (id),
  constraint word_change_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint word_change_how_check CHECK ((how = ANY (ARRAY['entered'::text, 'imported'::text])))
);

create table word_entry (
  word text not null,
  advice text not null,
  kind text not null,
  severity text not null,
  exceptions text[] not null default '{}'::text[],
  note text not null default ''::text,
  source text not null default ''::text,
  active_from date,
  active_until date,
  constraint word_entry_pkey PRIMARY KEY (word),
  constraint word_entry_check CHECK ((active_until >= active_from)),
  constraint word_entry_kind_check CHECK ((kind = ANY (ARRAY['typo'::text, 'political'::text, 'sensitive'::text, 'banned'::text, 'term'::text]))),
  constraint word_entry_severity_check CHECK ((severity = ANY (ARRAY['block'::text, 'warn'::text])))
);

CREATE INDEX archive_check_package ON archive_check USING btree (package_id, id);
CREATE INDEX archive_package_waiting ON archive_package USING btree (id) WHERE (finished_at IS NULL);
CREATE INDEX audit_entry_actor ON audit_entry USING btree (actor_id, seq);
CREATE INDEX audit_entry_at ON audit_entry USING btree (at);
CREATE INDEX audit_entry_subject ON audit_entry USING btree (subject, seq);
CREATE UNIQUE INDEX calendar_notice_open ON calendar_notice USING btree (year) WHERE (status = 'proposed'::text);
CREATE INDEX call_messages ON call USING btree (began_at) WHERE ((outcome = 'voicemail'::text) AND (logged_at IS NULL));
CREATE INDEX call_newest ON call USING btree (began_at DESC, id);
CREATE INDEX call_of_caller ON call USING btree (caller_key, began_at DESC) WHERE (caller_key <> ''::text);
CREATE INDEX call_of_unit ON call USING btree (unit_id, began_at);
CREATE INDEX call_open ON call USING btree (began_at) WHERE (phase <> 'ended'::text);
CREATE INDEX call_unrated ON call USING btree (ended_at) WHERE ((rating IS NULL) AND (answered_at IS NOT NULL) AND (phase = 'ended'::text));
CREATE INDEX call_recording_kept ON call_recording USING btree (added_at) WHERE (deleted_on IS NULL);
CREATE INDEX call_recording_of_call ON call_recording USING btree (call_id);
CREATE INDEX call_transfer_of_call ON call_transfer USING btree (call_id, at);
CREATE INDEX call_transfer_of_unit ON call_transfer USING btree (unit_id, at);
CREATE INDEX case_document_case ON case_document USING btree (case_id, seq);
CREATE INDEX case_file_closed ON case_file USING btree (kind, closed_on, unit_id, party, outcome, counted);
CREATE INDEX case_file_days_open ON case_file USING gist (days_open(received_on, closed_on)) INCLUDE (kind, unit_id, party, received_on, closed_on) WHERE (counted AND (received_on IS NOT NULL));
CREATE INDEX case_file_newest ON case_file USING btree (kind, unit_id, submitted_at DESC, id DESC);
CREATE INDEX case_file_newest_all ON case_file USING btree (kind, submitted_at DESC, id DESC);
CREATE INDEX case_file_number ON case_file USING btree (number);
CREATE INDEX case_file_open ON case_file USING btree (kind, unit_id, due_on, id) WHERE open;
CREATE INDEX case_file_open_all ON case_file USING btree (kind, due_on, id) WHERE open;
CREATE INDEX case_file_owner ON case_file USING btree (owner_id, due_on) WHERE open;
CREATE INDEX case_file_received ON case_file USING btree (kind, received_on, unit_id, party, counted);
CREATE INDEX case_file_status ON case_file USING btree (kind, status, status_at DESC);
CREATE INDEX case_file_watch ON case_file USING btree (kind, watch_on) WHERE (watch_on IS NOT NULL);
CREATE INDEX case_file_words ON case_file USING gin (words_to_find(((COALESCE(number, ''::text) || ' '::text) || summary)));
CREATE INDEX case_link_other ON case_link USING btree (other_id);
CREATE INDEX case_note_case ON case_note USING btree (case_id, seq);
CREATE UNIQUE INDEX catalogue_item_row ON catalogue_item USING btree (sector_id, level1, level2, level3) WHERE (removed_at IS NULL);
CREATE INDEX clean_up_document_record ON clean_up_document USING btree (record_id);
CREATE INDEX clean_up_document_unit ON clean_up_document USING btree (clean_up_id, unit_id);
CREATE INDEX clock_move_unit ON clock_move USING btree (unit_id, id);
CREATE INDEX delegation_deputy ON delegation USING btree (deputy_id, ends_on) WHERE (ended_at IS NULL);
CREATE INDEX delegation_post ON delegation USING btree (post_id);
CREATE INDEX edition_catalogue_item ON edition USING btree (catalogue_item_id) WHERE (status = 'published'::text);
CREATE INDEX edition_due ON edition USING btree (due_on) WHERE (status = ANY (ARRAY['draft'::text, 'section_review'::text, 'deputy_review'::text, 'secrecy_review'::text, 'disclosure_review'::text, 'sign_off'::text, 'consultation'::text, 'scheduled'::text]));
CREATE INDEX edition_expiring ON edition USING btree (expires_on) WHERE ((status = 'published'::text) AND (expires_on IS NOT NULL));
CREATE INDEX edition_list ON edition USING btree (status, status_at DESC, id DESC);
CREATE UNIQUE INDEX edition_one_live ON edition USING btree (record_id) WHERE (status = 'published'::text);
CREATE UNIQUE INDEX edition_one_open ON edition USING btree (record_id) WHERE (status = ANY (ARRAY['draft'::text, 'section_review'::text, 'deputy_review'::text, 'secrecy_review'::text, 'disclosure_review'::text, 'sign_off'::text, 'consultation'::text, 'scheduled'::text]));
CREATE INDEX edition_published ON edition USING btree (published_at DESC, id DESC) WHERE (status = 'published'::text);
CREATE INDEX edition_scheduled ON edition USING btree (publish_at) WHERE (status = 'scheduled'::text);
CREATE INDEX edition_unit_list ON edition USING btree (unit_id, status, status_at DESC, id DESC);
CREATE INDEX edition_unit_published ON edition USING btree (unit_id, published_at DESC, id DESC) WHERE (status = 'published'::text);
CREATE INDEX event_subject ON event USING btree (subject, id);
CREATE INDEX file_scan_found ON file_scan USING btree (hash) WHERE (found <> ''::text);
CREATE INDEX inquiry_about ON inquiry USING btree (about_case_id);
CREATE INDEX inquiry_caller ON inquiry USING btree (caller_key, case_id) WHERE (caller_key <> ''::text);
CREATE INDEX inquiry_content ON inquiry USING btree (content_key, case_id) WHERE (content_key <> ''::text);
CREATE INDEX inquiry_mailbox ON inquiry USING btree (mailbox_id);
CREATE INDEX inquiry_source_number ON inquiry USING btree (source_number) WHERE (source_number <> ''::text);
CREATE INDEX inquiry_turn ON inquiry USING btree (turn_unit_id);
CREATE INDEX inquiry_units ON inquiry USING gin (unit_ids);
CREATE INDEX inquiry_count_alike ON inquiry_count USING btree (alike_id);
CREATE INDEX inquiry_count_received ON inquiry_count USING btree (received_on, unit_id);
CREATE INDEX inquiry_hand_unit ON inquiry_hand USING btree (unit_id, case_id);
CREATE INDEX inquiry_likeness_bands ON inquiry_likeness USING gin (bands);
CREATE UNIQUE INDEX knowledge_entry_case ON knowledge_entry USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX knowledge_entry_unit ON knowledge_entry USING btree (unit_id, id);
CREATE INDEX knowledge_step_entry ON knowledge_step USING btree (entry_id, id);
CREATE INDEX knowledge_version_answer ON knowledge_version USING gin (answer_words) WITH (fastupdate=off) WHERE (status = ANY (ARRAY['draft'::text, 'review'::text, 'secrecy_review'::text, 'published'::text]));
CREATE INDEX knowledge_version_asked ON knowledge_version USING gin (asked_words) WITH (fastupdate=off) WHERE (status = ANY (ARRAY['draft'::text, 'review'::text, 'secrecy_review'::text, 'published'::text]));
CREATE UNIQUE INDEX knowledge_version_one_open ON knowledge_version USING btree (entry_id) WHERE (status = ANY (ARRAY['draft'::text, 'review'::text, 'secrecy_review'::text]));
CREATE UNIQUE INDEX knowledge_version_one_public ON knowledge_version USING btree (entry_id) WHERE (status = 'published'::text);
CREATE INDEX knowledge_version_review ON knowledge_version USING btree (review_on) WHERE (status = 'published'::text);
CREATE INDEX knowledge_version_sources ON knowledge_version USING gin (sources) WHERE (status = 'published'::text);
CREATE INDEX knowledge_version_status ON knowledge_version USING btree (status, status_at DESC);
CREATE INDEX letter_case ON letter USING btree (case_id, seq);
CREATE INDEX liaison_of_unit ON liaison USING btree (unit_id, "position") WHERE (ended_on IS NULL);
CREATE INDEX link_check_due ON link_check USING btree (checked_at NULLS FIRST);
CREATE INDEX message_about ON message USING btree (about) WHERE (about <> ''::text);
CREATE INDEX message_due ON message USING btree (channel, next_attempt_at) WHERE (status = 'queued'::text);
CREATE INDEX message_kept ON message USING btree (at) WHERE ((body_sealed IS NOT NULL) AND (status <> 'queued'::text));
CREATE INDEX message_newest ON message USING btree (at DESC, id);
CREATE INDEX message_of_status ON message USING btree (status, at DESC);
CREATE INDEX notice_of_person ON notice USING btree (person_id, id DESC);
CREATE INDEX notice_unseen ON notice USING btree (person_id) WHERE (seen_at IS NULL);
CREATE INDEX passkey_person ON passkey USING btree (person_id);
CREATE INDEX past_password_person ON past_password USING btree (person_id, id DESC);
CREATE UNIQUE INDEX person_username ON person USING btree (lower(username));
CREATE UNIQUE INDEX post_held_once ON post USING btree (person_id, unit_id, role) WHERE (ended_on IS NULL);
CREATE INDEX post_unit ON post USING btree (unit_id);
CREATE INDEX publication_log_subject ON publication_log USING btree (subject, seq);
CREATE INDEX record_unit ON record USING btree (unit_id, id);
CREATE INDEX recovery_code_person ON recovery_code USING btree (person_id);
CREATE INDEX remedy_case ON remedy USING btree (case_id);
CREATE INDEX remedy_filed ON remedy USING btree (filed_on);
CREATE INDEX repeal_by ON repeal USING btree (by_record_id) WHERE (by_record_id IS NOT NULL);
CREATE INDEX repeal_waiting ON repeal USING btree (repealed_on) WHERE (log_seq IS NULL);
CREATE INDEX request_applicant_newest ON request USING btree (applicant_key, case_id);
CREATE INDEX request_content_newest ON request USING btree (content_key, case_id);
CREATE INDEX revision_attachment ON revision USING gin (attachments jsonb_path_ops) WHERE (attachments <> '[]'::jsonb);
CREATE INDEX revision_content ON revision USING btree (content_hash);
CREATE INDEX revision_doc_number ON revision USING btree (((metadata ->> 'docNumber'::text)) text_pattern_ops) WHERE ((metadata ->> 'docNumber'::text) <> ''::text);
CREATE UNIQUE INDEX seat_extension ON seat USING btree (extension) WHERE ((extension <> ''::text) AND (retired_on IS NULL));
CREATE UNIQUE INDEX seat_shift_of_call ON seat_shift USING btree (call_id) WHERE (call_id IS NOT NULL);
CREATE UNIQUE INDEX seat_shift_of_person ON seat_shift USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX seat_shift_of_seat ON seat_shift USING btree (seat_id) WHERE (ended_at IS NULL);
CREATE INDEX session_person ON session USING btree (person_id);
CREATE INDEX step_edition ON step USING btree (edition_id, id);
CREATE INDEX term_decision_record ON term_decision USING btree (record_id, id);
CREATE INDEX text_signature_bands ON text_signature USING gin (bands);
CREATE INDEX unit_former_name_unit ON unit_former_name USING btree (unit_id, until_on);
CREATE INDEX unit_succession_successor ON unit_succession USING btree (successor_id);
CREATE INDEX withdrawal_record ON withdrawal USING btree (record_id);
CREATE INDEX word_change_word ON word_change USING btree (word, id);

CREATE OR REPLACE FUNCTION count_case_day()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION days_open(received date, closed date)
 RETURNS daterange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN daterange(received, GREATEST(received, COALESCE(closed, 'infinity'::date)))
;
CREATE OR REPLACE FUNCTION forbid_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$
;
CREATE OR REPLACE FUNCTION forbid_second_gate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.action = 'approve' and exists (
    select from step s where s.edition_id = new.edition_id and s.action = 'approve'
      and s.from_status <> new.from_status
      and (s.actor_id = new.on_behalf_of or s.on_behalf_of = new.actor_id)
  ) then
    raise exception 'one person at two gates of edition %', new.edition_id using errcode = 'exclusion_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION keep_knowledge_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> 'draft' and (old.topic, old.question, old.phrasings, old.answer_html, old.sources)
    is distinct from (new.topic, new.question, new.phrasings, new.answer_html, new.sources) then
    raise exception 'a version of a knowledge entry is immutable once it was handed in' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION only_blank_payload()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.seq <> old.seq or old.payload is null or new.payload is not null then
    raise exception 'a published payload can be blanked by a withdrawal but never changed'
      using errcode = 'restrict_violation';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION plain_case_days()
 RETURNS SETOF case_day
 LANGUAGE sql
 STABLE
AS $function$
  select kind, day, party, passed.outcome, count(*)::int
  from case_file c, lateral (values (c.received_on, ''), (c.closed_on, c.outcome)) as passed (day, outcome)
  where counted and day is not null
  group by 1, 2, 3, 4
$function$
;
CREATE OR REPLACE FUNCTION words_to_find(text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select array(
    select (regexp_matches($1, '[0-9]+', 'g'))[1]
    union
    select pair from (select substr($1, i, 2) as pair from generate_series(1, length($1) - 1) i) pairs
    where length(translate(pair, '0123456789 〔〕（）《》，。、', '')) = 2)
$function$
;

CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER calendar_version_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON calendar_version FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER call_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON call_event FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER case_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON case_event FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE CONSTRAINT TRIGGER case_file_counted AFTER INSERT OR DELETE OR UPDATE OF kind, party, received_on, closed_on, outcome, counted ON case_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_case_day();
CREATE TRIGGER clock_move_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON clock_move FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER intake_item_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON intake_item FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER knowledge_step_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON knowledge_step FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER knowledge_version_immutable BEFORE UPDATE ON knowledge_version FOR EACH ROW EXECUTE FUNCTION keep_knowledge_version();
CREATE TRIGGER log_checkpoint_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER publication_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON publication_log FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER publication_payload_kept BEFORE DELETE OR TRUNCATE ON publication_payload FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER publication_payload_only_blank BEFORE UPDATE ON publication_payload FOR EACH ROW EXECUTE FUNCTION only_blank_payload();
CREATE TRIGGER revision_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON revision FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER step_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON step FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER step_one_gate_each_way BEFORE INSERT ON step FOR EACH ROW WHEN ((new.action = 'approve'::text)) EXECUTE FUNCTION forbid_second_gate();
CREATE TRIGGER unit_former_name_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON unit_former_name FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER unit_succession_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON unit_succession FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER word_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON word_change FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
