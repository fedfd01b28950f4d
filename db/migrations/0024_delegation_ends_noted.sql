-- Who has taken note that a delegation ended before its day: until then both sides are told of it.
create table delegation_end_noted (
  delegation_id integer not null references delegation (id),
  person_id integer not null references person (id),
  at timestamptz not null,
  primary key (delegation_id, person_id)
);
