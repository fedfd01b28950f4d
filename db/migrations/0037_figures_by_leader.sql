-- To whom a letter was written, so that the figures know it.
alter table inquiry_count add column mailbox_id integer references mailbox (id);
update inquiry_count n set mailbox_id = i.mailbox_id from inquiry i where i.case_id = n.case_id and i.mailbox_id is not null;

-- Whose explanation of being late was taken last: it is owed to the public, whoever has the case since
-- (src/capabilities/inquiries). Of cases before, it is the unit that had the case, or was asked for a
-- part of it, when it explained.
alter table inquiry add column late_unit_id integer references unit (id);
update inquiry i set late_unit_id = coalesce(part.unit_id, stage.unit_id)
from (select case_id, max(seq) as seq from case_event where action = 'take_explanation' group by case_id) taken,
  lateral (select max(seq) as seq from case_event
    where case_id = taken.case_id and action = 'explain' and seq < taken.seq) told,
  lateral (select coalesce((data->>'unitId')::integer, (select (data->>'officeId')::integer from case_event
      where case_id = taken.case_id and action = 'register')) as unit_id
    from case_event where case_id = taken.case_id and seq < told.seq and action in ('register', 'dispatch', 'approve_pass')
    order by seq desc limit 1) stage,
  lateral (select max(unit_id) as unit_id from (select case when action = 'pass_on' then (data->>'unitId')::integer end as unit_id
    from case_event where case_id = taken.case_id and seq < told.seq and action in ('pass_on', 'refuse_part', 'approve_part')
    order by seq desc limit 1) asked) part
where taken.case_id = i.case_id;
