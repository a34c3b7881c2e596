-- How each bank wants its registers; what was dropped is not offered any more.
create table payouts_layouts (
  id bigint primary key,
  layout text not null,
  is_dropped bigint not null,
  changed_at bigint not null,
  changed_by bigint
);

-- Files may have more forms. SQLite cannot loosen a constraint, so the table is made anew with what it holds.
create table payouts_files_anew (
  id bigint primary key,
  batch_id bigint not null references payouts_batches (id),
  format text not null constraint payouts_file_format check (format in ('1c', 'csv', 'pain', 'register-csv', 'register-xlsx')),
  name text not null,
  bytes bytea not null,
  sha256 text not null,
  created_at bigint not null,
  created_by bigint
);
insert into payouts_files_anew (id, batch_id, format, name, bytes, sha256, created_at, created_by)
select id, batch_id, format, name, bytes, sha256, created_at, created_by from payouts_files;
drop table payouts_files;
alter table payouts_files_anew rename to payouts_files;
create unique index payouts_one_file_per_format on payouts_files (batch_id, format);

-- only sqlite
create trigger payouts_files_are_not_changed before update on payouts_files
begin select raise(abort, 'payouts_files takes new rows only'); end;
create trigger payouts_files_are_not_deleted before delete on payouts_files
begin select raise(abort, 'payouts_files takes new rows only'); end;
-- end only
-- only postgres
create trigger payouts_files_are_not_changed before update or delete on payouts_files
  for each row execute function payouts_takes_new_rows_only();
create trigger payouts_files_are_not_emptied before truncate on payouts_files
  for each statement execute function payouts_takes_new_rows_only();
-- end only
