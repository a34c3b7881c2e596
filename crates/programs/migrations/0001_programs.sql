create table programs_programs (
  id bigint primary key,
  code text not null,
  code_key text not null,
  name text not null,
  name_key text not null,
  currency text not null,
  period text not null constraint programs_period_known check (period in ('month', 'quarter', 'year')),
  starts_on text not null,
  hold_days bigint not null constraint programs_hold_not_negative check (hold_days >= 0),
  minimum_minor bigint not null constraint programs_minimum_not_negative check (minimum_minor >= 0),
  description text not null,
  status text not null constraint programs_status_known check (status in ('draft', 'running', 'ended')),
  closed_until text,
  created_at bigint not null,
  changed_at bigint not null
);
create unique index programs_code_once on programs_programs (code_key);
create unique index programs_name_once on programs_programs (name_key);

-- Both days belong to the enrolment.
create table programs_enrolments (
  id bigint primary key,
  program_id bigint not null references programs_programs (id),
  partner_id bigint not null,
  from_on text not null,
  until_on text,
  created_at bigint not null,
  constraint programs_enrolment_ends_after_it_begins check (until_on is null or until_on >= from_on)
);
create unique index programs_enrolment_one_open on programs_enrolments (program_id, partner_id) where until_on is null;
create index programs_enrolments_of_program on programs_enrolments (program_id, partner_id, from_on);
create index programs_enrolments_of_partner on programs_enrolments (partner_id, from_on);

-- A draft has no number, hash or day; a published version has all three and stays as it is.
create table programs_versions (
  id bigint primary key,
  program_id bigint not null references programs_programs (id),
  partner_id bigint,
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
  constraint programs_version_until_individual check (
    effective_until is null or (partner_id is not null and effective_until >= effective_from)
  )
);
create unique index programs_version_number_once on programs_versions (program_id, number);
create unique index programs_one_common_draft on programs_versions (program_id) where state = 'draft' and partner_id is null;
create unique index programs_one_individual_draft on programs_versions (program_id, partner_id) where state = 'draft' and partner_id is not null;
create index programs_versions_of_partner on programs_versions (partner_id, program_id);

-- Individual terms that ended before their time; the version itself is not touched.
create table programs_endings (
  version_id bigint primary key references programs_versions (id),
  until_on text not null,
  ended_at bigint not null,
  ended_by bigint
);

-- only sqlite
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
create function programs_version_stays() returns trigger language plpgsql as $body$
begin
  raise exception 'programs_version_stays_as_published'
    using errcode = '23514', constraint = 'programs_version_stays_as_published';
end
$body$;
create trigger programs_version_stays_as_published before update or delete on programs_versions
for each row when (old.state = 'published') execute function programs_version_stays();
-- end only
