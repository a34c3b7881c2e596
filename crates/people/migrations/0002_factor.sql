-- The second factor of a person: a secret that his telephone has, too. It counts from the day on which a code confirmed it.
create table people_factors (
  user_id bigint primary key references people_users (id),
  secret text not null,
  made_at bigint not null,
  confirmed_at bigint,
  last_step bigint not null,
  proved_at bigint
);

-- Codes for the day on which the telephone is lost; each opens once.
create table people_recovery_codes (
  id bigint primary key,
  user_id bigint not null references people_users (id),
  code_hash text not null,
  used_at bigint
);
create index people_recovery_codes_of_user on people_recovery_codes (user_id, code_hash);
