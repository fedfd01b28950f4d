-- What the release checks found in a file: personal data, secrecy marks, hidden data, and what could not be read.
-- The same bytes always have the same findings; a later version of the checks looks again.
create table file_finding (
  hash text primary key references stored_file (hash),
  -- Version of the checks that looked (publishing/file-checks.ts).
  checks integer not null,
  -- [{source, kind, severity, message, text, place, count, strippable, needsReason}], personal words masked
  findings jsonb not null,
  checked_at timestamptz not null default now()
);
