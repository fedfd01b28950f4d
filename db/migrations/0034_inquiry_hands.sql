-- What each unit through whose hands an inquiry of the line went did with it: one line for each, computed anew from the events with
-- every one of them (src/capabilities/inquiries/statistics). Cases from before are counted by the nightly job.
create table inquiry_hand (
  case_id bigint not null references inquiry_count (case_id) on delete cascade,
  unit_id integer not null references unit (id),
  -- It left this unit's hands after their last day.
  late boolean not null,
  passed_up boolean not null,
  passed_on boolean not null,
  refused boolean not null,
  extended boolean not null,
  explained boolean not null,
  escalated boolean not null,
  reopened boolean not null,
  primary key (case_id, unit_id)
);
create index inquiry_hand_unit on inquiry_hand (unit_id, case_id);

-- What was handed down is asked for by the number that it has above.
create index inquiry_source_number on inquiry (source_number) where source_number <> '';
