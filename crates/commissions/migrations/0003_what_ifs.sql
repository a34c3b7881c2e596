-- Replays of terms over periods gone by: what they would have cost. Nothing here is ever paid.
create table commissions_what_ifs (
  id bigint primary key,
  program_id bigint not null,
  version_id bigint not null,
  partner_id bigint,
  group_id bigint,
  name text not null,
  terms text not null,
  terms_hash text not null,
  from_period text not null,
  until_period text not null,
  currency text not null,
  state text not null constraint commissions_what_if_state_known check (state in ('queued', 'done', 'failed')),
  trouble text,
  done bigint not null,
  total bigint not null,
  started_at bigint not null,
  started_by bigint,
  ended_at bigint,
  job_id bigint not null,
  was_minor bigint not null,
  now_minor bigint not null,
  winners bigint not null,
  losers bigint not null,
  unchanged bigint not null,
  told text,
  constraint commissions_what_if_ended_whole check (state <> 'done' or (ended_at is not null and told is not null))
);
create index commissions_what_ifs_of_program on commissions_what_ifs (program_id, id);

-- What each partner was stated for all periods together, and what the replay gives.
create table commissions_what_if_partners (
  what_if_id bigint not null references commissions_what_ifs (id),
  partner_id bigint not null,
  partner_name text not null,
  name_key text not null,
  was_minor bigint not null,
  now_minor bigint not null,
  primary key (what_if_id, partner_id)
);

-- The largest changes of single sums; with the line of the stored statement that tells what was stated.
create table commissions_what_if_lines (
  what_if_id bigint not null references commissions_what_ifs (id),
  place bigint not null,
  period text not null,
  partner_id bigint not null,
  partner_name text not null,
  heading text not null,
  sale_id bigint,
  reference text,
  was_minor bigint not null,
  now_minor bigint not null,
  statement_id bigint,
  line text,
  primary key (what_if_id, place)
);
