-- Identity: password history, second factors, passkeys, confirmed sessions, deputies, the third administration.

-- Passwords: an administrator's word is for the first sign-in only; the last few are not taken again.
alter table person add column password_must_change boolean not null default false;

create table past_password (
  id bigint generated always as identity primary key,
  person_id integer not null references person (id),
  password_hash text not null,
  replaced_at timestamptz not null
);
create index past_password_person on past_password (person_id, id desc);

-- One-time codes (RFC 6238). The secret is sealed with a key that is not in the database.
create table totp (
  person_id integer primary key references person (id),
  secret text not null,
  -- null until a first code has proved that the person's device holds the secret
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: a code is good once.
  last_step bigint not null default 0,
  created_at timestamptz not null
);

create table recovery_code (
  id integer generated always as identity primary key,
  person_id integer not null references person (id),
  code_hash bytea not null,
  used_at timestamptz,
  created_at timestamptz not null
);
create index recovery_code_person on recovery_code (person_id);

create table passkey (
  -- Credential id, base64url.
  id text primary key,
  person_id integer not null references person (id),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);

-- What was begun and not finished: a second step, a passkey challenge, a sign-on elsewhere. Good once, for minutes.
create table sign_in_attempt (
  token_hash bytea primary key,
  kind text not null check (kind in ('second_step', 'passkey', 'passkey_registration', 'single_sign_on')),
  person_id integer references person (id),
  detail jsonb not null default '{}',
  expires_at timestamptz not null
);

-- When and by what the person was last proved to be the one who signed in.
alter table session add column confirmed_at timestamptz not null default now();
alter table session add column confirmed_by text not null default 'password'
  check (confirmed_by in ('password', 'totp', 'recovery_code', 'passkey', 'single_sign_on'));
update session set confirmed_at = created_at;

-- 三员分立: who gives roles is not who makes accounts.
alter table post drop constraint post_role_check;
alter table post add constraint post_role_check check (role in ('clerk', 'section_head', 'deputy_leader',
  'secrecy_reviewer', 'signing_leader', 'disclosure_office', 'supervisor', 'system_administrator',
  'security_administrator', 'auditor'));

-- 代理: a deputy for one post on the days named, both included.
create table delegation (
  id integer generated always as identity primary key,
  post_id integer not null references post (id),
  deputy_id integer not null references person (id),
  starts_on date not null,
  ends_on date not null,
  reason text not null default '',
  created_at timestamptz not null,
  -- Ended before its last day, and by whom.
  ended_at timestamptz,
  ended_by integer references person (id),
  check (ends_on >= starts_on),
  check ((ended_at is null) = (ended_by is null)),
  -- One deputy at a time: otherwise two people answer for one post.
  exclude using gist (post_id with =, daterange(starts_on, ends_on, '[]') with &&) where (ended_at is null)
);
create index delegation_deputy on delegation (deputy_id, ends_on) where ended_at is null;

-- Whose post it was, where a deputy acted.
alter table edition add column on_behalf_of integer references person (id);
alter table revision add column on_behalf_of integer references person (id);
alter table step add column on_behalf_of integer references person (id);
alter table step add constraint step_one_gate_each_principal
  exclude using gist (edition_id with =, on_behalf_of with =, from_status with <>) where (action = 'approve');
