-- The county's own entries of the word list (内容规范词库). They stand over the shipped ones of the same form; an entry is
-- never removed but ended, so that an old decision can be understood.
create table word_entry (
  word text primary key,
  advice text not null,
  kind text not null check (kind in ('typo', 'political', 'sensitive', 'banned', 'term')),
  severity text not null check (severity in ('block', 'warn')),
  exceptions text[] not null default '{}',
  note text not null default '',
  source text not null default '',
  -- in force from and until these days, both included
  active_from date,
  active_until date,
  check (active_until >= active_from)
);

-- Who changed which entry, when, from what to what.
create table word_change (
  id bigint generated always as identity primary key,
  word text not null,
  at timestamptz not null,
  actor_id integer references person (id),
  how text not null check (how in ('entered', 'imported')),
  -- null when the form was not in the list before
  before jsonb,
  after jsonb not null
);
create index word_change_word on word_change (word, id);
create trigger word_change_append_only before update or delete or truncate on word_change
  for each statement execute function forbid_change();

-- External addresses in texts, and whether they answered when last asked (publishing/links).
create table link_check (
  url text primary key,
  asked_at timestamptz not null,
  checked_at timestamptz,
  -- null while not checked
  ok boolean,
  -- HTTP status, null when there was no answer
  status integer,
  failures integer not null default 0
);
create index link_check_due on link_check (checked_at nulls first);

-- 文号 are looked for when one is about to be used again, and by the 代字 they begin with.
create index revision_doc_number on revision ((metadata ->> 'docNumber') text_pattern_ops)
  where metadata ->> 'docNumber' <> '';
