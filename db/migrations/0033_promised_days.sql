-- The day that a late unit promised is kept from when it explains, not only once supervision takes the explanation
-- (src/capabilities/inquiries): with it the lists tell what is explained from what is not.
update case_file c set watch_on = e.until, watch_for = 'promised'
from inquiry i,
  lateral (select (data->>'until')::date as until from case_event
    where case_id = i.case_id and action = 'explain' order by seq desc limit 1) e
where i.case_id = c.id and c.open and i.explained = 'waiting';
