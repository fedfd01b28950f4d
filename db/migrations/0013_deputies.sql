-- Who named the deputy: the holder of the post or, for somebody absent, the security administrator.
alter table delegation add column made_by integer not null references person (id);
create index delegation_post on delegation (post_id);

-- For whom a holiday notice was proposed, where a deputy did it: neither of the two confirms it.
alter table calendar_notice add column proposed_for integer references person (id);

-- The two constraints on step hold actor against actor and principal against principal; this one holds either against the
-- other: nobody has a hand in two gates of one edition, in whatever capacity. Approvals wait for the lock of their record.
create function forbid_second_gate() returns trigger language plpgsql as $$
begin
  if new.action = 'approve' and exists (
    select from step s where s.edition_id = new.edition_id and s.action = 'approve'
      and s.from_status <> new.from_status
      and (s.actor_id = new.on_behalf_of or s.on_behalf_of = new.actor_id)
  ) then
    raise exception 'one person at two gates of edition %', new.edition_id using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger step_one_gate_each_way before insert on step for each row execute function forbid_second_gate();
