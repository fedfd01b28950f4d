-- 政务信息查询: questions, letters, calls, wishes, complaints, reports. The case itself is in case_file and case_event.

-- 依申请公开 that began as a question keeps its 查询码: a code is unique among cases of a kind.
alter table case_file drop constraint case_file_code_key;
alter table case_file add constraint case_file_code unique (code, kind);

-- 领导信箱: whose letters are taken, and what that leader is in charge of.
create table mailbox (
  id integer generated always as identity primary key,
  title text not null,
  -- Name and post of the leader.
  holder text not null,
  post text not null,
  duties text not null default '',
  unit_id integer not null references unit (id),
  position integer not null default 0,
  closed_on date
);

create table inquiry (
  case_id bigint primary key references case_file (id),
  -- What the portal handed in, or the key of the entry at a desk: each makes one case.
  intake_id uuid unique references intake_item (id),
  request_key uuid unique,
  kind text not null check (kind in ('question', 'information', 'letter', 'wish', 'opinion', 'site_error', 'complaint',
    'report')),
  channel text not null check (channel in ('portal', 'mailbox', 'hotline', 'counter', 'kiosk', 'post', 'visit',
    'handed_down')),
  topic text not null,
  mailbox_id integer references mailbox (id),
  -- 上级交办: by whom, and its number there.
  source text not null default '',
  source_number text not null default '',
  about_case_id bigint references case_file (id),
  about_unit_id integer references unit (id),
  -- JSON: name, contact, chosen word; text. See writer.ts.
  writer_sealed text not null,
  writer_masked text not null,
  content_sealed text not null,
  -- Keyed hashes: the same caller, the same words. They say nothing to whoever has no key.
  caller_key text not null default '',
  content_key text not null default '',
  -- Its time of keeping is over: who wrote and what was written are deleted.
  forgotten_on date,
  -- What follows is computed from the events, with every one of them.
  -- The unit in whose hands the next step is; case_file.unit_id is the one that is responsible.
  turn_unit_id integer not null references unit (id),
  -- Every unit that has or had a part in it.
  unit_ids integer[] not null,
  complexity text not null default 'ordinary' check (complexity in ('ordinary', 'complex')),
  explained text check (explained in ('waiting', 'taken', 'refused')),
  escalated boolean not null default false,
  held_to_account_on date,
  transfers integer not null default 0,
  refusals integer not null default 0,
  extended boolean not null default false,
  reopened integer not null default 0,
  consent boolean,
  satisfaction text check (satisfaction in ('satisfied', 'fair', 'dissatisfied'))
);
create index inquiry_caller on inquiry (caller_key, case_id) where caller_key <> '';
create index inquiry_content on inquiry (content_key, case_id) where content_key <> '';
create index inquiry_turn on inquiry (turn_unit_id);
create index inquiry_units on inquiry using gin (unit_ids);
create index inquiry_about on inquiry (about_case_id);
create index inquiry_mailbox on inquiry (mailbox_id);

-- What is public of an exchange: letter and answer with the writer's consent, or why an answer is late.
create table public_reply (
  case_id bigint not null references case_file (id),
  what text not null check (what in ('reply', 'explanation')),
  -- prepared → reviewed (the unit's head) → published (secrecy review) → withdrawn; or returned
  status text not null check (status in ('prepared', 'reviewed', 'published', 'returned', 'withdrawn')),
  title text not null,
  question text not null,
  answer text not null,
  prepared_by integer references person (id),
  reviewed_by integer references person (id),
  published_by integer references person (id),
  published_at timestamptz,
  reason text not null default '',
  version integer not null default 1,
  primary key (case_id, what)
);
