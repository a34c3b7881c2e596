-- What the log of sales looked like for the period of a run when the run last agreed with it: while it looks the same, no
-- sale of the period has changed.
create table commissions_marks (
  run_id bigint primary key references commissions_runs (id),
  mark text not null
);

-- One index serves both: a partner has a statement of a period of a programme once, and his statements are found by him.
drop index commissions_statement_once;
drop index commissions_statements_of_partner;
create unique index commissions_statement_once on commissions_statements (partner_id, program_id, period);
