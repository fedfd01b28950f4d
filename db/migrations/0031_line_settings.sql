-- What the line's office sets on the console, ratings asked for by SMS, calls about which not everybody reads.
-- Rules: capabilities/hotline.

-- 电话交换机. One row; without it the server's environment says which one, or there is none.
create table telephone_switch (
  id integer primary key default 1 check (id = 1),
  url text not null,
  user_name text not null,
  password_sealed text not null,
  app text not null,
  -- how seats and numbers outside are dialled, with {number}
  seat_endpoint text not null,
  number_endpoint text not null,
  -- speaks a text as a sound, with {text}; '' where recorded sounds are played
  speech_url text not null,
  changed_at timestamptz not null
);

-- 短信评价. One for each caller who was asked by SMS; the code itself stands in that SMS alone.
create table call_survey (
  call_id uuid primary key references call (id),
  -- keyed hash of the code
  code_key text not null unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz
);

-- What came of it is a complaint or a report: supervision's alone, but for whoever took the call.
alter table call add column restricted boolean not null default false;
-- Callers who may still be asked to rate.
create index call_unrated on call (ended_at) where rating is null and answered_at is not null and phase = 'ended';
