-- Messages to people by e-mail and SMS: queued with what they tell of, sent by a job, kept until their time is over.
create table message (
  id uuid primary key,
  at timestamptz not null,
  channel text not null check (channel in ('email', 'sms')),
  -- SMS to citizens wait for the morning
  audience text not null check (audience in ('citizen', 'staff')),
  -- null once the message is past its keeping
  recipient_sealed text,
  recipient_masked text not null,
  -- read in lists: the kind of matter and its number, no name
  subject text not null,
  -- JSON {text, html?, template?, params?}; null once the message is past its keeping
  body_sealed text,
  -- [{"hash", "name"}]: bytes in data/files
  attachments jsonb not null default '[]',
  -- 'request/12'; what the message is of
  about text not null default '',
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'cancelled')),
  attempts integer not null default 0,
  -- due from then on; while somebody is sending it, when that one is taken for dead
  next_attempt_at timestamptz not null,
  -- told later than this it would only confuse
  expires_at timestamptz not null,
  -- a key of our own and a code of the other side, never its sentence: that may name the recipient
  last_error text check (last_error ~ '^[a-z_]+( [0-9A-Za-z_]{1,40})?$'),
  sent_at timestamptz,
  provider_reference text,
  idempotency_key text not null unique,
  check ((status = 'sent') = (sent_at is not null)),
  check (status <> 'queued' or (recipient_sealed is not null and body_sealed is not null)),
  check ((recipient_sealed is null) = (body_sealed is null))
);
create index message_due on message (channel, next_attempt_at) where status = 'queued';
create index message_newest on message (at desc, id);
create index message_of_status on message (status, at desc);
create index message_about on message (about) where about <> '';
create index message_kept on message (at) where body_sealed is not null and status <> 'queued';

-- How a person on the staff is reached outside the console. Sealed; masked for the screen.
alter table person
  add column email_sealed text,
  add column email_masked text,
  add column phone_sealed text,
  add column phone_masked text,
  add constraint person_email_whole check ((email_sealed is null) = (email_masked is null)),
  add constraint person_phone_whole check ((phone_sealed is null) = (phone_masked is null));

-- What a person on the staff is told inside the console.
create table notice (
  id integer generated always as identity primary key,
  person_id integer not null references person (id),
  at timestamptz not null,
  kind text not null check (kind ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  -- no name of a citizen: the matter's number and what is to be done
  text text not null,
  -- where in the console it is done, without a host
  address text not null default '' check (address = '' or address ~ '^/[^/]'),
  about text not null default '',
  seen_at timestamptz,
  idempotency_key text not null,
  unique (person_id, idempotency_key)
);
create index notice_of_person on notice (person_id, id desc);
create index notice_unseen on notice (person_id) where seen_at is null;

-- By which ways a person wants a kind of notice beside the console, where it is not as usual (by e-mail, no SMS).
create table notice_preference (
  person_id integer not null references person (id),
  kind text not null,
  email boolean not null,
  sms boolean not null,
  primary key (person_id, kind)
);
