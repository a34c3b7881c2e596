-- One row a partner. The keys are what is compared and searched: small letters, е for ё, single spaces.
create table partners_cards (
  id bigint primary key,
  code text,
  code_key text,
  name text not null,
  name_key text not null,
  kind text not null constraint partners_kind
    check (kind in ('reseller', 'dealer', 'distributor', 'agent', 'affiliate', 'referrer')),
  status text not null constraint partners_status
    check (status in ('candidate', 'active', 'suspended', 'terminated')),
  region text,
  country text,
  tier text,
  search_key text not null,
  since text not null,
  added_at bigint not null,
  added_by bigint
);
create unique index partners_one_per_code on partners_cards (code_key);
create index partners_by_name on partners_cards (name_key, id);
create index partners_by_status on partners_cards (status, name_key);
create index partners_by_region on partners_cards (region, name_key);
create index partners_by_tier on partners_cards (tier, name_key);

-- Every status a partner has had, with who gave it, when and why.
create table partners_statuses (
  id bigint primary key,
  partner_id bigint not null references partners_cards (id),
  status text not null,
  reason text not null,
  at bigint not null,
  user_id bigint
);
create index partners_statuses_of_partner on partners_statuses (partner_id, id);

create table partners_contacts (
  id bigint primary key,
  partner_id bigint not null references partners_cards (id),
  name text not null,
  role text not null,
  email text not null,
  phone text not null,
  added_at bigint not null,
  added_by bigint,
  removed_at bigint
);
create index partners_contacts_of_partner on partners_contacts (partner_id, id);

-- Every version of the requisites; the newest row is in force.
create table partners_requisites (
  id bigint primary key,
  partner_id bigint not null references partners_cards (id),
  form text not null constraint partners_legal_form
    check (form in ('company', 'entrepreneur', 'self-employed', 'person', 'foreign')),
  name text not null,
  inn text not null,
  kpp text not null,
  ogrn text not null,
  account text not null,
  bic text not null,
  bank text not null,
  corr_account text not null,
  vat text not null,
  override_reason text not null,
  at bigint not null,
  user_id bigint
);
create index partners_requisites_of_partner on partners_requisites (partner_id, id);
create index partners_requisites_by_inn on partners_requisites (inn);

-- The network. An edge holds from its first to its last day, both included; an edge whose last day is before its
-- first was replaced before it came into force.
create table partners_edges (
  id bigint primary key,
  partner_id bigint not null references partners_cards (id),
  upline_id bigint not null references partners_cards (id),
  from_on text not null,
  until_on text,
  at bigint not null,
  user_id bigint,
  constraint partners_no_upline_of_itself check (partner_id <> upline_id)
);
create unique index partners_one_open_upline on partners_edges (partner_id) where until_on is null;
create index partners_edges_of_partner on partners_edges (partner_id, from_on);
create index partners_edges_of_upline on partners_edges (upline_id, from_on);

create table partners_notes (
  id bigint primary key,
  partner_id bigint not null references partners_cards (id),
  body text not null,
  at bigint not null,
  user_id bigint
);
create index partners_notes_of_partner on partners_notes (partner_id, id);

-- Filters of the list that a person keeps under a name.
create table partners_views (
  id bigint primary key,
  user_id bigint not null,
  name text not null,
  query text not null
);
create index partners_views_of_user on partners_views (user_id, id);
