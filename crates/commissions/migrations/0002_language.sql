-- Statements keep records from which every reason is told again; caps, floors and draws, and corrections of earlier
-- periods have sums of their own. A period keeps the attributes its terms asked for, and what is handed on to the next.

-- only postgres
alter table commissions_runs drop constraint commissions_run_total_adds_up;
alter table commissions_runs add column limits_minor bigint not null default 0;
alter table commissions_runs add column adjustments_minor bigint not null default 0;
alter table commissions_runs add column reconciled_hash text not null default '';
alter table commissions_runs add constraint commissions_run_total_adds_up check (
  direct_minor + override_minor + bonus_minor + limits_minor + adjustments_minor = total_minor
);
alter table commissions_statements drop constraint commissions_statement_total_adds_up;
alter table commissions_statements add column limits_minor bigint not null default 0;
alter table commissions_statements add column adjustments_minor bigint not null default 0;
alter table commissions_statements add column adjusted bytea;
alter table commissions_statements add constraint commissions_statement_total_adds_up check (
  direct_minor + override_minor + bonus_minor + limits_minor + adjustments_minor = total_minor
);
-- end only
-- only sqlite
drop trigger commissions_statement_stays;
drop trigger commissions_statement_is_kept;
drop trigger commissions_run_stays_closed;
drop trigger commissions_run_is_kept;
create table commissions_runs_new (
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
  limits_minor bigint not null default 0,
  adjustments_minor bigint not null default 0,
  reconciled_hash text not null default '',
  constraint commissions_run_total_adds_up check (
    direct_minor + override_minor + bonus_minor + limits_minor + adjustments_minor = total_minor
  ),
  constraint commissions_run_closed_whole check (state = 'open' or (closed_at is not null and available_on is not null))
);
insert into commissions_runs_new (id, program_id, period, starts_on, ends_on, currency, state, trouble, known_until,
  terms_hash, inputs_hash, sales, sales_minor, statements, turnover_minor, direct_minor, override_minor, bonus_minor,
  total_minor, sale_lines, parked, available_on, closed_at, closed_by)
select id, program_id, period, starts_on, ends_on, currency, state, trouble, known_until,
  terms_hash, inputs_hash, sales, sales_minor, statements, turnover_minor, direct_minor, override_minor, bonus_minor,
  total_minor, sale_lines, parked, available_on, closed_at, closed_by
from commissions_runs;
create table commissions_statements_new (
  id bigint primary key,
  run_id bigint not null references commissions_runs_new (id),
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
  limits_minor bigint not null default 0,
  adjustments_minor bigint not null default 0,
  adjusted bytea,
  constraint commissions_statement_total_adds_up check (
    direct_minor + override_minor + bonus_minor + limits_minor + adjustments_minor = total_minor
  )
);
insert into commissions_statements_new (id, run_id, program_id, partner_id, partner_name, name_key, period, ends_on,
  currency, turnover_minor, direct_minor, override_minor, bonus_minor, total_minor, sale_lines, lines, unpaid_count,
  unpaid, terms, inputs_hash, entry_key, closed_at)
select id, run_id, program_id, partner_id, partner_name, name_key, period, ends_on,
  currency, turnover_minor, direct_minor, override_minor, bonus_minor, total_minor, sale_lines, lines, unpaid_count,
  unpaid, terms, inputs_hash, entry_key, closed_at
from commissions_statements;
create table commissions_parked_new (
  run_id bigint not null references commissions_runs_new (id),
  partner_id bigint not null,
  partner_name text not null,
  reason text not null,
  sale_id bigint,
  parked_at bigint not null,
  primary key (run_id, partner_id)
);
insert into commissions_parked_new (run_id, partner_id, partner_name, reason, sale_id, parked_at)
select run_id, partner_id, partner_name, reason, sale_id, parked_at from commissions_parked;
drop table commissions_parked;
drop table commissions_statements;
drop table commissions_runs;
alter table commissions_runs_new rename to commissions_runs;
alter table commissions_statements_new rename to commissions_statements;
alter table commissions_parked_new rename to commissions_parked;
create unique index commissions_run_once on commissions_runs (program_id, period);
create index commissions_runs_by_end on commissions_runs (ends_on, program_id);
create unique index commissions_statement_once on commissions_statements (program_id, partner_id, period);
create index commissions_statements_of_partner on commissions_statements (partner_id, ends_on, id);
create index commissions_statements_of_run on commissions_statements (run_id, name_key, id);
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

-- What a period hands on to the next one of the same partner, as it is known now: debts of draws, what caps have seen,
-- volumes of legs. Corrections of the period bring it up to date. Nobody in particular, partner 0, has the budgets.
create table commissions_carried (
  program_id bigint not null,
  partner_id bigint not null,
  ends_on text not null,
  carried text not null,
  primary key (program_id, ends_on, partner_id)
);

-- Which later statement corrects which earlier period, so that what was stated for a period can be added up.
create table commissions_corrections (
  statement_id bigint not null references commissions_statements (id),
  program_id bigint not null,
  partner_id bigint not null,
  period text not null,
  amount_minor bigint not null,
  primary key (program_id, period, partner_id, statement_id)
);

-- The attributes that terms asked for, each set once: those of the run's own period and of periods it corrects.
create table commissions_sets (
  run_id bigint not null references commissions_runs (id),
  period text not null,
  sets bytea not null,
  primary key (run_id, period)
);
