-- A second person has compared changed requisites with the partner's papers; what is in force already counts as compared.
create table partners_requisites_confirmed (
  requisites_id bigint primary key references partners_requisites (id),
  partner_id bigint not null references partners_cards (id),
  at bigint not null,
  user_id bigint
);
insert into partners_requisites_confirmed (requisites_id, partner_id, at)
select id, partner_id, at from partners_requisites;
create index partners_requisites_confirmed_of on partners_requisites_confirmed (partner_id, requisites_id);
