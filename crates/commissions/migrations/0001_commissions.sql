-- The close of one period of one programme. An open run is an attempt that was given up, with what stood in its way;
-- a closed one is final.
create table commissions_runs (
  id bigint primary key,
  program_id bigint not null,
  period text not null,
  starts_on text not null,
  ends_on text not null,
  currency text not null,
  state text not null constraint commissions_run_state_known check (state in ('open', 'closed')),
  trouble text,
  known_until bigint not null,
  terms_hash text not null,
  inputs_hash text not null,
  sales bigint not null,
  sales_minor bigint not null,
  statements bigint not null,
  turnover_minor bigint not null,
  direct_minor bigint not null,
  override_minor bigint not null,
  bonus_minor bigint not null,
  total_minor bigint not null,
  sale_lines bigint not null,
  parked bigint not null,
  available_on text,
  closed_at bigint,
  closed_by bigint,
  constraint commissions_run_total_adds_up check (direct_minor + override_minor + bonus_minor = total_minor),
  constraint commissions_run_closed_whole check (state = 'open' or (closed_at is not null and available_on is not null))
);
create unique index commissions_run_once on commissions_runs (program_id, period);
create index commissions_runs_by_end on commissions_runs (ends_on, program_id);

-- One partner's closed period: totals as columns, lines and sales without pay each in one compact block.
create table commissions_statements (
  id bigint primary key,
  run_id bigint not null references commissions_runs (id),
  program_id bigint not null,
  partner_id bigint not null,
  partner_name text not null,
  name_key text not null,
  period text not null,
  ends_on text not null,
  currency text not null,
  turnover_minor bigint not null,
  direct_minor bigint not null,
  override_minor bigint not null,
  bonus_minor bigint not null,
  total_minor bigint not null,
  sale_lines bigint not null,
  lines bytea not null,
  unpaid_count bigint not null,
  unpaid bytea not null,
  terms text not null,
  inputs_hash text not null,
  entry_key text,
  closed_at bigint not null,
  constraint commissions_statement_total_adds_up check (direct_minor + override_minor + bonus_minor = total_minor)
);
create unique index commissions_statement_once on commissions_statements (program_id, partner_id, period);
create index commissions_statements_of_partner on commissions_statements (partner_id, ends_on, id);
create index commissions_statements_of_run on commissions_statements (run_id, name_key, id);

-- Partners whose statement could not be computed at the close, with the reason.
create table commissions_parked (
  run_id bigint not null references commissions_runs (id),
  partner_id bigint not null,
  partner_name text not null,
  reason text not null,
  sale_id bigint,
  parked_at bigint not null,
  primary key (run_id, partner_id)
);

-- only sqlite
create trigger commissions_statement_stays before update on commissions_statements
begin
  select raise(abort, 'commissions_statement_stays');
end;
create trigger commissions_statement_is_kept before delete on commissions_statements
begin
  select raise(abort, 'commissions_statement_stays');
end;
create trigger commissions_run_stays_closed before update on commissions_runs
when old.state = 'closed' and new.state <> 'closed'
begin
  select raise(abort, 'commissions_run_stays_closed');
end;
create trigger commissions_run_is_kept before delete on commissions_runs
when old.state = 'closed'
begin
  select raise(abort, 'commissions_run_stays_closed');
end;
-- end only
-- only postgres
create function commissions_statement_stays() returns trigger language plpgsql as $body$
begin
  raise exception 'commissions_statement_stays'
    using errcode = '23514', constraint = 'commissions_statement_stays';
end
$body$;
create trigger commissions_statement_stays before update or delete on commissions_statements
for each row execute function commissions_statement_stays();
create function commissions_run_stays() returns trigger language plpgsql as $body$
begin
  raise exception 'commissions_run_stays_closed'
    using errcode = '23514', constraint = 'commissions_run_stays_closed';
end
$body$;
create trigger commissions_run_stays_closed before update on commissions_runs
for each row when (old.state = 'closed' and new.state <> 'closed') execute function commissions_run_stays();
create trigger commissions_run_is_kept before delete on commissions_runs
for each row when (old.state = 'closed') execute function commissions_run_stays();
-- end only
