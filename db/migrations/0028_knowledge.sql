-- 知识库: questions that are asked again and again, with the answer of the unit that has to know. An entry keeps its address;
-- what it says stands in versions, of which one is public and one may be in the making.
create table knowledge_entry (
  id bigint generated always as identity primary key,
  unit_id integer not null references unit (id),
  -- The case whose answer it was made from.
  case_id bigint references case_file (id),
  created_by integer references person (id),
  created_at timestamptz not null,
  -- Of two that ask the same, this one leads to the other.
  merged_into bigint references knowledge_entry (id),
  -- Somebody, or the end of a source, says that it may no longer be right.
  flagged_at timestamptz,
  flag_reason text not null default '',
  -- Sources known to have ended, so that each is told of once.
  ended_sources bigint[] not null default '{}',
  check (merged_into <> id)
);
create index knowledge_entry_unit on knowledge_entry (unit_id, id);
create unique index knowledge_entry_case on knowledge_entry (case_id) where case_id is not null;

create table knowledge_version (
  id bigint generated always as identity primary key,
  entry_id bigint not null references knowledge_entry (id),
  number integer not null check (number > 0),
  status text not null check (status in
    ('draft', 'review', 'secrecy_review', 'returned', 'published', 'superseded', 'withdrawn', 'merged', 'discarded')),
  topic text not null,
  question text not null,
  -- Other ways of asking the same.
  phrasings text[] not null default '{}',
  answer_html text not null,
  -- Public items on which the answer rests.
  sources bigint[] not null default '{}',
  -- 复核日期: by then somebody says again that it is right.
  review_on date,
  -- How often the draft was saved: whoever saves names the number the typing began from.
  saves integer not null default 1,
  -- Everybody who had a hand in the text, deputies and those whose post they took.
  author_ids integer[] not null default '{}',
  -- Words of question and other phrasings, and of the answer, for the search of staff.
  asked_words text[] not null default '{}',
  answer_words text[] not null default '{}',
  status_at timestamptz not null,
  published_at timestamptz,
  -- The newest entry of the publication log about it.
  log_seq bigint references publication_log (seq),
  unique (entry_id, number)
);
create unique index knowledge_version_one_open on knowledge_version (entry_id)
  where status in ('draft', 'review', 'secrecy_review');
create unique index knowledge_version_one_public on knowledge_version (entry_id) where status = 'published';
create index knowledge_version_status on knowledge_version (status, status_at desc);
create index knowledge_version_review on knowledge_version (review_on) where status = 'published';
create index knowledge_version_sources on knowledge_version using gin (sources) where status = 'published';
create index knowledge_version_asked on knowledge_version using gin (asked_words)
  where status in ('draft', 'review', 'secrecy_review', 'published');
create index knowledge_version_answer on knowledge_version using gin (answer_words)
  where status in ('draft', 'review', 'secrecy_review', 'published');

-- What went through a gate is what was read there: only a draft changes its words.
create function keep_knowledge_version() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (old.topic, old.question, old.phrasings, old.answer_html, old.sources)
    is distinct from (new.topic, new.question, new.phrasings, new.answer_html, new.sources) then
    raise exception 'a version of a knowledge entry is immutable once it was handed in' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger knowledge_version_immutable before update on knowledge_version
  for each row execute function keep_knowledge_version();

-- Every step: who, as what, when, from where to where, why.
create table knowledge_step (
  id bigint generated always as identity primary key,
  entry_id bigint not null references knowledge_entry (id),
  version_id bigint references knowledge_version (id),
  action text not null,
  from_status text not null,
  to_status text not null,
  actor_id integer references person (id),
  on_behalf_of integer references person (id),
  role text,
  reason text not null default '',
  at timestamptz not null
);
create index knowledge_step_entry on knowledge_step (entry_id, id);
create trigger knowledge_step_append_only before update or delete or truncate on knowledge_step
  for each statement execute function forbid_change();

-- How often an entry was wanted, was not what was wanted, and was read out or used for an answer, by day. Nothing about who.
create table knowledge_use (
  entry_id bigint not null references knowledge_entry (id),
  used_on date not null,
  wanted integer not null default 0,
  unwanted integer not null default 0,
  told integer not null default 0,
  primary key (entry_id, used_on)
);
