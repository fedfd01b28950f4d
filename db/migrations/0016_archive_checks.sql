-- What a package for the archive holds, and each time it was held against its own list of hashes.

-- The last entry of the public log when the making began: what comes after it is not in the package.
alter table archive_package add column log_seq bigint;

create table archive_package_record (
  package_id integer not null references archive_package (id),
  record_id bigint not null references record (id),
  primary key (package_id, record_id)
);

create table archive_check (
  id integer generated always as identity primary key,
  package_id integer not null references archive_package (id),
  checked_by integer references person (id),
  checked_at timestamptz not null,
  -- How many files were read, and in a sentence each what does not agree; none: the package is whole.
  files integer not null,
  faults text[] not null
);
create index archive_check_package on archive_check (package_id, id);
