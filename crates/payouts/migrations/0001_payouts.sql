-- One row a batch. The total and the number of lines follow the lines that are still in it.
create table payouts_batches (
  id bigint primary key,
  number bigint not null,
  currency text not null,
  state text not null constraint payouts_batch_state
    check (state in ('prepared', 'approved', 'exported', 'paid', 'cancelled')),
  cutoff_on text not null,
  minimum_minor bigint not null,
  payer text not null,
  lines bigint not null constraint payouts_batch_lines check (lines >= 0),
  total_minor bigint not null constraint payouts_batch_total check (total_minor >= 0),
  paid_lines bigint not null,
  paid_minor bigint not null,
  prepared_at bigint not null,
  prepared_by bigint,
  approved_at bigint,
  approved_by bigint,
  exported_at bigint,
  exported_by bigint,
  ended_at bigint,
  ended_by bigint,
  end_reason text,
  constraint payouts_second_person check (approved_by is null or prepared_by is null or approved_by <> prepared_by),
  constraint payouts_approved_before_export check (state not in ('approved', 'exported', 'paid') or approved_by is not null),
  constraint payouts_paid_is_within_total check (paid_lines <= lines and paid_minor <= total_minor)
);
create unique index payouts_one_batch_per_number on payouts_batches (number);
create index payouts_batches_by_state on payouts_batches (state, id);

-- Who is paid what, with the requisites as they were when the batch was prepared.
create table payouts_lines (
  id bigint primary key,
  batch_id bigint not null references payouts_batches (id),
  document bigint not null constraint payouts_line_document check (document between 1 and 999999),
  partner_id bigint not null,
  partner_name text not null,
  amount_minor bigint not null constraint payouts_line_is_positive check (amount_minor > 0),
  currency text not null,
  state text not null constraint payouts_line_state check (state in ('due', 'paid', 'removed')),
  payee text not null,
  requisites_hash text not null,
  purpose text not null,
  paid_on text,
  removed_reason text,
  changed_at bigint not null,
  changed_by bigint,
  constraint payouts_line_paid_has_a_day check ((state = 'paid') = (paid_on is not null)),
  constraint payouts_line_removed_has_a_reason check ((state = 'removed') = (removed_reason is not null))
);
create unique index payouts_one_line_per_partner on payouts_lines (batch_id, partner_id);
create index payouts_lines_of_partner on payouts_lines (partner_id, id);

-- Who was left out of a batch, and why.
create table payouts_left_out (
  id bigint primary key,
  batch_id bigint not null references payouts_batches (id),
  partner_id bigint not null,
  partner_name text not null,
  currency text not null,
  balance_minor bigint not null,
  available_minor bigint not null,
  reason text not null
);
create index payouts_left_out_of_batch on payouts_left_out (batch_id, id);

-- Files as they were handed out; they never change.
create table payouts_files (
  id bigint primary key,
  batch_id bigint not null references payouts_batches (id),
  format text not null constraint payouts_file_format check (format in ('1c', 'csv')),
  name text not null,
  bytes bytea not null,
  sha256 text not null,
  created_at bigint not null,
  created_by bigint
);
create unique index payouts_one_file_per_format on payouts_files (batch_id, format);

create table payouts_counters (
  name text primary key,
  last bigint not null
);

-- only sqlite
create trigger payouts_files_are_not_changed before update on payouts_files
begin select raise(abort, 'payouts_files takes new rows only'); end;
create trigger payouts_files_are_not_deleted before delete on payouts_files
begin select raise(abort, 'payouts_files takes new rows only'); end;
-- end only
-- only postgres
create function payouts_takes_new_rows_only() returns trigger language plpgsql as $$
begin
  raise exception '% takes new rows only', tg_table_name;
end $$;
create trigger payouts_files_are_not_changed before update or delete on payouts_files
  for each row execute function payouts_takes_new_rows_only();
create trigger payouts_files_are_not_emptied before truncate on payouts_files
  for each statement execute function payouts_takes_new_rows_only();
-- end only
