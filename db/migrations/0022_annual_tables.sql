-- Tables 2 and 3 of the annual report, at any moment and from indexes alone.
-- What is still open by the day it was received; the closed ones are in case_file_closed.
create index case_file_open_received on case_file (kind, received_on, unit_id, party) where closed_on is null;
-- Requests to correct a record (条例 art 41) are few and stand in no table: they are taken off.
create index request_record_correction on request (case_id) where asks = 'record_correction';
