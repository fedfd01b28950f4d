-- What citizens handed in at a portal and the office has taken: each id once, however often a portal delivers it.
create table intake_item (
  id uuid primary key,
  kind text not null,
  receipt text not null,
  submitted_at timestamptz not null,
  received_at timestamptz not null
);
create trigger intake_item_append_only before update or delete or truncate on intake_item
  for each statement execute function forbid_change();

-- 网站找错与意见. What people write may name them, so text and contact are sealed; the keys are outside the database.
create table feedback (
  id integer generated always as identity primary key,
  intake_id uuid not null unique references intake_item (id),
  receipt text not null,
  kind text not null check (kind in ('wrong_content', 'broken_link', 'other')),
  -- address on the portal, without a host
  page text not null default '',
  text_sealed text not null,
  contact_sealed text,
  submitted_at timestamptz not null,
  handled_at timestamptz,
  handled_by integer references person (id),
  note text not null default '',
  check ((handled_at is null) = (handled_by is null))
);
create index feedback_open on feedback (submitted_at) where handled_at is null;
create index feedback_newest on feedback (submitted_at desc);
