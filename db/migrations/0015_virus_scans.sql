-- What the virus scanner said of a file, by the hash of its bytes. No row: it has not been looked at. Not tied to
-- stored_file, because what citizens hand in is scanned before it is kept.
create table file_scan (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  -- Name that the scanner gave to what it found; empty: clean.
  found text not null,
  scanned_at timestamptz not null
);
create index file_scan_found on file_scan (hash) where found <> '';
