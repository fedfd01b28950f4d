-- What the statistics of inquiries count: one narrow line for each case, computed anew from its events with every one of them
-- (src/capabilities/inquiries/statistics).
create table inquiry_count (
  case_id bigint primary key references case_file (id),
  kind text not null,
  channel text not null,
  topic text not null,
  -- The unit that is responsible; of a complaint or report the one complained of.
  unit_id integer not null references unit (id),
  received_on date not null,
  -- When it arrived in Beijing: 1 is Monday, hours 0 to 23.
  weekday smallint not null check (weekday between 1 and 7),
  hour smallint not null check (hour between 0 and 23),
  -- First end, as in case_file, and the working days until then.
  ended_on date,
  outcome text,
  days smallint,
  passed_up boolean not null,
  passed_on boolean not null,
  refused boolean not null,
  extended boolean not null,
  -- It left somebody's hands after their last day.
  late boolean not null,
  explained boolean not null,
  escalated boolean not null,
  reopened boolean not null,
  asked_before boolean not null,
  satisfaction text,
  -- The first of the cases that say nearly the same; its own id when none does.
  alike_id bigint not null
);
create index inquiry_count_received on inquiry_count (received_on, unit_id);
create index inquiry_count_alike on inquiry_count (alike_id);

-- Keyed signatures of what was written (minhash, in bands), by which cases that say nearly the same find each other.
create table inquiry_likeness (
  case_id bigint primary key references case_file (id),
  bands integer[] not null
);
create index inquiry_likeness_bands on inquiry_likeness using gin (bands);
