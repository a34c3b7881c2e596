-- Documents as they were made, the texts they were made from, and what was signed. Rows are only ever added: what is cancelled
-- gets a row that says so, and keeps its number.
create table payouts_templates (
  id bigint primary key,
  kind text not null,
  language text not null,
  from_on text not null,
  text text not null,
  at bigint not null,
  user_id bigint
);
create index payouts_templates_by_kind on payouts_templates (kind, language, from_on, id);

create table payouts_documents (
  id bigint primary key,
  kind text not null,
  language text not null,
  entity_inn text not null,
  year bigint not null,
  number bigint not null,
  partner_id bigint not null,
  partner_name text not null,
  period text not null,
  currency text not null,
  again bigint not null,
  dated_on text not null,
  total_minor bigint not null,
  data text not null,
  template text not null,
  bytes bytea not null,
  sha256 text not null,
  made_at bigint not null,
  made_by bigint,
  constraint payouts_documents_have_one_number_each unique (entity_inn, kind, year, number),
  constraint payouts_documents_are_made_once unique (partner_id, kind, period, currency, again)
);
create index payouts_documents_by_period on payouts_documents (period, partner_id, id);

create table payouts_documents_cancelled (
  document_id bigint primary key references payouts_documents (id),
  reason text not null,
  at bigint not null,
  user_id bigint
);

create table payouts_papers (
  id bigint primary key,
  partner_id bigint not null,
  period text not null,
  paper text not null,
  document_id bigint references payouts_documents (id),
  reference text not null,
  file_name text not null,
  bytes bytea,
  sha256 text not null,
  at bigint not null,
  user_id bigint,
  constraint payouts_papers_hold_something check (reference <> '' or bytes is not null)
);
create index payouts_papers_by_period on payouts_papers (period, partner_id, id);

-- only sqlite
create trigger payouts_templates_are_not_changed before update on payouts_templates
begin select raise(abort, 'payouts_templates takes new rows only'); end;
create trigger payouts_templates_are_not_deleted before delete on payouts_templates
begin select raise(abort, 'payouts_templates takes new rows only'); end;
create trigger payouts_documents_are_not_changed before update on payouts_documents
begin select raise(abort, 'payouts_documents takes new rows only'); end;
create trigger payouts_documents_are_not_deleted before delete on payouts_documents
begin select raise(abort, 'payouts_documents takes new rows only'); end;
create trigger payouts_cancelled_are_not_changed before update on payouts_documents_cancelled
begin select raise(abort, 'payouts_documents_cancelled takes new rows only'); end;
create trigger payouts_cancelled_are_not_deleted before delete on payouts_documents_cancelled
begin select raise(abort, 'payouts_documents_cancelled takes new rows only'); end;
create trigger payouts_papers_are_not_changed before update on payouts_papers
begin select raise(abort, 'payouts_papers takes new rows only'); end;
create trigger payouts_papers_are_not_deleted before delete on payouts_papers
begin select raise(abort, 'payouts_papers takes new rows only'); end;
-- end only
-- only postgres
create trigger payouts_templates_are_not_changed before update or delete on payouts_templates
  for each row execute function payouts_takes_new_rows_only();
create trigger payouts_templates_are_not_emptied before truncate on payouts_templates
  for each statement execute function payouts_takes_new_rows_only();
create trigger payouts_documents_are_not_changed before update or delete on payouts_documents
  for each row execute function payouts_takes_new_rows_only();
create trigger payouts_documents_are_not_emptied before truncate on payouts_documents
  for each statement execute function payouts_takes_new_rows_only();
create trigger payouts_cancelled_are_not_changed before update or delete on payouts_documents_cancelled
  for each row execute function payouts_takes_new_rows_only();
create trigger payouts_cancelled_are_not_emptied before truncate on payouts_documents_cancelled
  for each statement execute function payouts_takes_new_rows_only();
create trigger payouts_papers_are_not_changed before update or delete on payouts_papers
  for each row execute function payouts_takes_new_rows_only();
create trigger payouts_papers_are_not_emptied before truncate on payouts_papers
  for each statement execute function payouts_takes_new_rows_only();
-- end only
