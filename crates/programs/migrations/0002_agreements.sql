-- A named group of partners; one partner is in at most one group of a programme at a time.
create table programs_groups (
  id bigint primary key,
  program_id bigint not null references programs_programs (id),
  name text not null,
  name_key text not null,
  created_at bigint not null,
  created_by bigint
);
create unique index programs_group_name_once on programs_groups (program_id, name_key);

-- Both days belong to the membership.
create table programs_group_members (
  id bigint primary key,
  group_id bigint not null references programs_groups (id),
  program_id bigint not null references programs_programs (id),
  partner_id bigint not null,
  from_on text not null,
  until_on text,
  added_at bigint not null,
  added_by bigint,
  constraint programs_member_ends_after_it_begins check (until_on is null or until_on >= from_on)
);
create unique index programs_member_of_one_group on programs_group_members (program_id, partner_id) where until_on is null;
create index programs_members_of_program on programs_group_members (program_id, partner_id, from_on);

-- Whether one person alone may publish the programme's terms.
alter table programs_programs add column one_person bigint not null default 0;

-- Versions may be a group's too, and those may have a last day.
-- only sqlite
create table programs_kept_endings as select version_id, until_on, ended_at, ended_by from programs_endings;
drop table programs_endings;
drop trigger programs_version_stays_as_published;
drop trigger programs_version_stays_published;
drop index programs_version_number_once;
drop index programs_one_common_draft;
drop index programs_one_individual_draft;
drop index programs_versions_of_partner;
alter table programs_versions rename to programs_kept_versions;
create table programs_versions (
  id bigint primary key,
  program_id bigint not null references programs_programs (id),
  partner_id bigint,
  group_id bigint references programs_groups (id),
  state text not null constraint programs_version_state_known check (state in ('draft', 'published')),
  number bigint,
  text text not null,
  content_hash text,
  effective_from text,
  effective_until text,
  created_at bigint not null,
  created_by bigint,
  changed_at bigint not null,
  changed_by bigint,
  published_at bigint,
  published_by bigint,
  constraint programs_version_published_whole check (
    state = 'draft'
    or (number is not null and content_hash is not null and effective_from is not null and published_at is not null)
  ),
  constraint programs_version_of_one_audience check (partner_id is null or group_id is null),
  constraint programs_version_until_individual check (
    effective_until is null
    or ((partner_id is not null or group_id is not null) and effective_until >= effective_from)
  )
);
insert into programs_versions (id, program_id, partner_id, state, number, text, content_hash, effective_from,
  effective_until, created_at, created_by, changed_at, changed_by, published_at, published_by)
select id, program_id, partner_id, state, number, text, content_hash, effective_from, effective_until, created_at,
  created_by, changed_at, changed_by, published_at, published_by
from programs_kept_versions;
drop table programs_kept_versions;
create table programs_endings (
  version_id bigint primary key references programs_versions (id),
  until_on text not null,
  ended_at bigint not null,
  ended_by bigint
);
insert into programs_endings (version_id, until_on, ended_at, ended_by)
select version_id, until_on, ended_at, ended_by from programs_kept_endings;
drop table programs_kept_endings;
create unique index programs_version_number_once on programs_versions (program_id, number);
create unique index programs_one_individual_draft on programs_versions (program_id, partner_id) where state = 'draft' and partner_id is not null;
create index programs_versions_of_partner on programs_versions (partner_id, program_id);
create trigger programs_version_stays_as_published before update on programs_versions
when old.state = 'published'
begin
  select raise(abort, 'programs_version_stays_as_published');
end;
create trigger programs_version_stays_published before delete on programs_versions
when old.state = 'published'
begin
  select raise(abort, 'programs_version_stays_as_published');
end;
-- end only
-- only postgres
alter table programs_versions add column group_id bigint references programs_groups (id);
alter table programs_versions drop constraint programs_version_until_individual;
alter table programs_versions add constraint programs_version_until_individual check (
  effective_until is null
  or ((partner_id is not null or group_id is not null) and effective_until >= effective_from)
);
alter table programs_versions add constraint programs_version_of_one_audience check (partner_id is null or group_id is null);
drop index programs_one_common_draft;
-- end only
create unique index programs_one_common_draft on programs_versions (program_id)
  where state = 'draft' and partner_id is null and group_id is null;
create unique index programs_one_group_draft on programs_versions (group_id) where state = 'draft' and group_id is not null;

-- A draft handed in for approval, and what became of it. A draft may be deleted; that it was handed in stays.
create table programs_submissions (
  id bigint primary key,
  version_id bigint not null,
  program_id bigint not null references programs_programs (id),
  effective_from text not null,
  effective_until text,
  comment text not null,
  submitted_at bigint not null,
  submitted_by bigint,
  outcome text constraint programs_submission_outcome_known check (outcome in ('approved', 'returned', 'withdrawn')),
  reason text,
  decided_at bigint,
  decided_by bigint,
  constraint programs_submission_decided_whole check ((outcome is null) = (decided_at is null)),
  constraint programs_submission_returned_with_reason check (outcome <> 'returned' or reason is not null)
);
create unique index programs_submission_one_open on programs_submissions (version_id) where outcome is null;
create index programs_submissions_of_version on programs_submissions (version_id, id);

-- What became of individual terms that were proposed. One answer, for good; the hash is that of what was shown.
create table programs_answers (
  version_id bigint primary key references programs_versions (id),
  answer text not null constraint programs_answer_known
    check (answer in ('accepted', 'paper', 'declined', 'retracted', 'earlier')),
  content_hash text not null,
  note text not null,
  answered_at bigint not null,
  answered_by bigint
);
-- Those published before proposals were asked about stay in force.
insert into programs_answers (version_id, answer, content_hash, note, answered_at, answered_by)
select id, 'earlier', content_hash, '', published_at, published_by
from programs_versions where state = 'published' and partner_id is not null;

-- A partner's own plan per period; the row that begins last holds, of two of one day the later one. Nothing as the
-- target means that there is no plan from that day on.
create table programs_targets (
  id bigint primary key,
  program_id bigint not null references programs_programs (id),
  partner_id bigint not null,
  from_on text not null,
  until_on text,
  target_minor bigint constraint programs_target_positive check (target_minor is null or target_minor > 0),
  added_at bigint not null,
  added_by bigint,
  constraint programs_target_ends_after_it_begins check (until_on is null or until_on >= from_on)
);
create index programs_targets_of_program on programs_targets (program_id, partner_id, from_on, id);

-- How many units of the quote currency one unit of the base costs; a correction is a newer row of the same day.
create table programs_rates (
  id bigint primary key,
  base_currency text not null,
  quote_currency text not null,
  on_date text not null,
  rate text not null,
  source text not null,
  added_at bigint not null,
  added_by bigint,
  constraint programs_rate_of_two_currencies check (base_currency <> quote_currency)
);
create index programs_rates_by_day on programs_rates (quote_currency, base_currency, on_date, id);

-- only sqlite
create trigger programs_answer_stays_as_given before update on programs_answers
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
create trigger programs_answer_stays before delete on programs_answers
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
create trigger programs_target_stays_as_set before update on programs_targets
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
create trigger programs_target_stays before delete on programs_targets
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
create trigger programs_rate_stays_as_added before update on programs_rates
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
create trigger programs_rate_stays before delete on programs_rates
begin
  select raise(abort, 'programs_row_stays_as_written');
end;
-- end only
-- only postgres
create function programs_row_stays() returns trigger language plpgsql as $body$
begin
  raise exception 'programs_row_stays_as_written'
    using errcode = '23514', constraint = 'programs_row_stays_as_written';
end
$body$;
create trigger programs_answer_stays_as_given before update or delete on programs_answers
for each row execute function programs_row_stays();
create trigger programs_target_stays_as_set before update or delete on programs_targets
for each row execute function programs_row_stays();
create trigger programs_rate_stays_as_added before update or delete on programs_rates
for each row execute function programs_row_stays();
-- end only
