-- 行政复议: when the copy of the application came, from which the agency's answer is due (复议法 arts 48, 54).
alter table remedy add column served_on date;
alter table remedy add column simplified boolean not null default false;
alter table remedy add check (served_on >= filed_on);
-- The day on which whatever is personal in a case was deleted, because its time was over.
alter table request add column forgotten_on date;
