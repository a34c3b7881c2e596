create table people_users (
  id bigint primary key,
  email text not null,
  email_key text not null,
  name text not null,
  role text not null,
  partner_id bigint,
  company text not null,
  password_hash text,
  state text not null constraint people_users_state check (state in ('invited', 'active', 'blocked')),
  created_at bigint not null
);
create unique index people_users_one_per_email on people_users (email_key);
create index people_users_of_partner on people_users (partner_id, id);

-- What the owner changed in a role; a role without a row is as it was delivered.
create table people_roles (
  name text primary key,
  acts text not null
);

create table people_sessions (
  id bigint primary key,
  key_hash text not null,
  user_id bigint not null references people_users (id),
  address text not null,
  browser text not null,
  created_at bigint not null,
  seen_at bigint not null,
  ended_at bigint
);
create unique index people_sessions_one_per_key on people_sessions (key_hash);
create index people_sessions_of_user on people_sessions (user_id, id);

-- Single-use links: invitations, password resets, the first owner's welcome.
create table people_links (
  id bigint primary key,
  purpose text not null constraint people_links_purpose check (purpose in ('welcome', 'invitation', 'reset')),
  user_id bigint,
  expires_at bigint not null,
  used_at bigint
);

create table people_attempts (
  id bigint primary key,
  subject text not null,
  at bigint not null
);
create index people_attempts_of_subject on people_attempts (subject, at);
create index people_attempts_of_age on people_attempts (at);
