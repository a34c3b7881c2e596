-- How many facts had become known in the hour before a close: when there are more of them later, something was being written
-- while the period was read, and the next close looks at it.
alter table commissions_runs add column freshly_known bigint not null default -1;

-- Whether closed periods, computed again, come to what was stated and posted. Rows are only added.
create table commissions_verifications (
  id bigint primary key,
  begun_at bigint not null,
  ended_at bigint not null,
  user_id bigint,
  periods bigint not null,
  statements bigint not null,
  differences bigint not null,
  report text not null
);
create index commissions_verifications_by_time on commissions_verifications (ended_at);
