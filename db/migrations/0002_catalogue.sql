-- Catalogue: sectors, rows of the 基层政务公开标准目录, and the statutory column tree.

create table site_column (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  parent_id integer references site_column (id),
  title text not null,
  description text not null default '',
  article text not null default '',
  entry text not null check (entry in ('guide', 'rules', 'statutory', 'annual_report', 'other')),
  position integer not null,
  applies_to text[] not null,
  stale_after_days integer
);

create table sector (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  name text not null unique,
  position integer not null,
  lead_unit_id integer references unit (id)
);

create table catalogue_item (
  id integer generated always as identity primary key,
  sector_id integer not null references sector (id),
  seq text not null,
  level1 text not null,
  level2 text not null,
  level3 text not null default '',
  content text not null,
  basis text not null,
  time_limit text not null,
  -- {kind, n, unit, anchor, ...}: capabilities/catalogue/rules/time-limit.ts
  limit_rule jsonb not null,
  disclosing_body text not null,
  channels text[] not null,
  audience text not null,
  mode text not null check (mode in ('proactive', 'on_request')),
  levels text[] not null,
  removed_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index catalogue_item_row on catalogue_item (sector_id, level1, level2, level3) where removed_at is null;

-- One row per import of a catalogue file; bad rows stay readable.
create table catalogue_import (
  id integer generated always as identity primary key,
  at timestamptz not null,
  actor_id integer not null references person (id),
  file_name text not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  refused jsonb not null
);
