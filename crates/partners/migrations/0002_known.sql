-- What was known when: every end an edge was given, and what terms could ask of a partner before his card changed. A period
-- that was closed is computed again from what was known at its close.
create table partners_edge_ends (
  edge_id bigint not null references partners_edges (id),
  until_on text not null,
  at bigint not null,
  primary key (edge_id, until_on)
);
insert into partners_edge_ends (edge_id, until_on, at)
select id, until_on, at from partners_edges where until_on is not null;

create table partners_earlier (
  partner_id bigint not null references partners_cards (id),
  until_at bigint not null,
  attributes text not null,
  primary key (partner_id, until_at)
);
create index partners_earlier_by_time on partners_earlier (until_at, partner_id);
