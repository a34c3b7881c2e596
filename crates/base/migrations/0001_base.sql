create table base_settings (
  name text primary key,
  value text not null
);

create table base_events (
  id bigint primary key,
  name text not null,
  subject text not null,
  partner_id bigint,
  actor text not null,
  user_id bigint,
  at bigint not null,
  data text not null
);
create index base_events_of_subject on base_events (subject, id);
create index base_events_of_partner on base_events (partner_id, id);
create index base_events_of_user on base_events (user_id, id);
-- The audit trail takes new rows only.
-- only sqlite
create trigger base_events_are_not_changed before update on base_events
begin select raise(abort, 'base_events takes new rows only'); end;
create trigger base_events_are_not_deleted before delete on base_events
begin select raise(abort, 'base_events takes new rows only'); end;
-- end only
-- only postgres
create function base_takes_new_rows_only() returns trigger language plpgsql as $$
begin
  raise exception '% takes new rows only', tg_table_name;
end $$;
create trigger base_events_are_not_changed before update or delete on base_events
  for each row execute function base_takes_new_rows_only();
create trigger base_events_are_not_emptied before truncate on base_events
  for each statement execute function base_takes_new_rows_only();
-- end only

-- Due work. A running job holds a lease; when its process dies the lease runs out and another takes it.
create table base_jobs (
  id bigint primary key,
  kind text not null,
  payload text not null,
  once text,
  state text not null constraint base_jobs_state check (state in ('due', 'done', 'dead')),
  due_at bigint not null,
  leased_until bigint,
  attempts bigint not null,
  last_error text,
  done bigint not null,
  total bigint,
  note text,
  created_at bigint not null,
  ended_at bigint,
  user_id bigint
);
create unique index base_jobs_once on base_jobs (kind, once);
create index base_jobs_due on base_jobs (state, due_at);

create table base_letters (
  id bigint primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null constraint base_letters_state check (state in ('waiting', 'kept', 'sent', 'failed')),
  created_at bigint not null,
  sent_at bigint,
  error text,
  once text
);
create unique index base_letters_once on base_letters (once);
create index base_letters_of_recipient on base_letters (recipient, id);

-- Uploaded files, in pieces, so that any replica can go on with them.
create table base_files (
  id bigint primary key,
  name text not null,
  size bigint not null,
  sha256 text not null,
  created_at bigint not null,
  user_id bigint
);
create table base_file_pieces (
  file_id bigint not null references base_files (id) on delete cascade,
  number bigint not null,
  bytes bytea not null,
  primary key (file_id, number)
);
