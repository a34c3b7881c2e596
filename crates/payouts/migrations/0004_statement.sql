-- What the bank has paid of a line so far, and when it paid a part.
alter table payouts_lines add column paid_minor bigint not null default 0;
alter table payouts_lines add column part_paid_on text;
update payouts_lines set paid_minor = amount_minor where state = 'paid';
create index payouts_lines_by_document on payouts_lines (document);

-- Statements of the bank that were taken in, with what came of them.
create table payouts_statements (
  id bigint primary key,
  name text not null,
  sha256 text not null,
  found text not null,
  taken_at bigint not null,
  taken_by bigint
);

-- Movements of statements that have to do with payouts or might have; a movement is known by its fingerprint and taken once.
create table payouts_bank_rows (
  id bigint primary key,
  fingerprint text not null,
  statement_id bigint not null references payouts_statements (id),
  booked_on text not null,
  number text not null,
  amount_minor bigint not null,
  currency text not null,
  direction text not null constraint payouts_bank_row_direction check (direction in ('in', 'out')),
  other text not null,
  purpose text not null,
  state text not null constraint payouts_bank_row_state check (state in ('paid', 'part', 'returned', 'open', 'aside')),
  line_id bigint references payouts_lines (id),
  missing text,
  reason text,
  changed_at bigint not null,
  changed_by bigint,
  constraint payouts_bank_row_matched_has_a_line check (state in ('open', 'aside') or line_id is not null),
  constraint payouts_bank_row_aside_has_a_reason check (state <> 'aside' or reason is not null)
);
create unique index payouts_one_bank_row_per_movement on payouts_bank_rows (fingerprint);
create index payouts_bank_rows_by_state on payouts_bank_rows (state, id);
create index payouts_bank_rows_of_line on payouts_bank_rows (line_id);
