-- 依申请公开 (条例 arts 27-45). The case itself is in case_file and case_event.
create table request (
  case_id bigint primary key references case_file (id),
  -- What the portal handed in, or the key of the entry at the counter: each makes one case.
  intake_id uuid unique references intake_item (id),
  request_key uuid unique,
  -- 'information', or 'record_correction' (art 41), which is not counted in the annual tables.
  asks text not null default 'information' check (asks in ('information', 'record_correction')),
  channel text not null check (channel in ('portal', 'counter', 'signed_post', 'ordinary_post', 'fax', 'phone_assisted',
    'oral')),
  -- JSON: name, papers, contact. See applicant.ts.
  applicant_sealed text not null,
  applicant_masked text not null,
  -- Keyed hashes: the same applicant, the same content. They say nothing to whoever has no key.
  applicant_key text not null,
  content_key text not null,
  -- JSON: what is asked for, and how it is wanted.
  content_sealed text not null
);
create index request_applicant on request (applicant_key);
create index request_content on request (content_key);

-- 行政复议、行政诉讼 about an answer, or about none in time.
create table remedy (
  id integer generated always as identity primary key,
  case_id bigint not null references case_file (id),
  kind text not null check (kind in ('review', 'lawsuit', 'lawsuit_after_review')),
  body text not null,
  number text not null default '',
  filed_on date not null,
  outcome text not null default 'open' check (outcome in ('open', 'upheld', 'corrected', 'other')),
  -- 维持, 撤销, 调解 … as decided
  decision text not null default '',
  concluded_on date,
  version integer not null default 1,
  check ((outcome = 'open') = (concluded_on is null)),
  check (concluded_on >= filed_on)
);
create index remedy_case on remedy (case_id);
create index remedy_filed on remedy (filed_on);

-- 文书模板: a county's own versions; of the approved ones the last is in force, and without any the shipped one, version 0.
create table letter_template (
  key text not null,
  version integer not null check (version > 0),
  title text not null,
  body text not null,
  written_by integer references person (id),
  written_at timestamptz not null,
  approved_by integer references person (id),
  approved_at timestamptz,
  primary key (key, version),
  check ((approved_at is null) = (approved_by is null)),
  check (approved_by <> written_by)
);

-- 文书: what was sent out, as it was.
create table letter (
  id uuid primary key,
  case_id bigint not null,
  seq integer not null,
  key text not null,
  template_version integer not null,
  title text not null,
  body_sealed text not null,
  -- e.g. 云水公复〔2026〕12号; given with the signature, and from then on the letter does not change.
  number text,
  issued_on date,
  check ((number is null) = (issued_on is null)),
  foreign key (case_id, seq) references case_event (case_id, seq)
);
create index letter_case on letter (case_id, seq);
