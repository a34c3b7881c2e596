-- Rates, limits and legal forms by the day from which they hold. Rows are only ever added: of those about one kind from one day
-- the newest counts, unless it takes the row back.
create table payouts_rates (
  id bigint primary key,
  kind text not null,
  from_on text not null,
  until_on text,
  fields text not null,
  source text not null,
  is_confirmed bigint not null,
  is_withdrawn bigint not null,
  at bigint not null,
  user_id bigint,
  constraint payouts_rates_end_after_they_begin check (until_on is null or until_on >= from_on),
  constraint payouts_rates_have_a_source check (source <> '')
);
create index payouts_rates_by_kind on payouts_rates (kind, from_on, id);

-- only sqlite
create trigger payouts_rates_are_not_changed before update on payouts_rates
begin select raise(abort, 'payouts_rates takes new rows only'); end;
create trigger payouts_rates_are_not_deleted before delete on payouts_rates
begin select raise(abort, 'payouts_rates takes new rows only'); end;
-- end only
-- only postgres
create trigger payouts_rates_are_not_changed before update or delete on payouts_rates
  for each row execute function payouts_takes_new_rows_only();
create trigger payouts_rates_are_not_emptied before truncate on payouts_rates
  for each statement execute function payouts_takes_new_rows_only();
-- end only

-- What is known today; what nobody has compared with its source yet is not confirmed.
insert into payouts_rates (id, kind, from_on, until_on, fields, source, is_confirmed, is_withdrawn, at) values
(1, 'vat', '2019-01-01', null, '{"general": "20", "reduced": "10", "special_low": "", "special_high": "", "free_to": "", "special_low_to": "", "special_high_to": ""}', '303-ФЗ от 03.08.2018', 0, 0, 0),
(2, 'vat', '2025-01-01', null, '{"general": "20", "reduced": "10", "special_low": "5", "special_high": "7", "free_to": "60000000", "special_low_to": "250000000", "special_high_to": "450000000"}', '176-ФЗ от 12.07.2024', 0, 0, 0),
(3, 'vat', '2026-01-01', null, '{"general": "22", "reduced": "10", "special_low": "5", "special_high": "7", "free_to": "20000000", "special_low_to": "272500000", "special_high_to": "490500000"}', 'https://dzen.ru/a/aTltV9nHfXzd1flS', 1, 0, 0),
(4, 'income-tax', '2025-01-01', null, '{"brackets": "0: 13\n2400000: 15\n5000000: 18\n20000000: 20\n50000000: 22", "unit": "rouble"}', 'НК РФ, ст. 224 п. 1; ст. 52 п. 6 (целые рубли)', 0, 0, 0),
(5, 'income-tax-abroad', '2026-01-01', null, '{"percent": "30", "unit": "rouble"}', 'https://www.moedelo.org/club/article-knowledge/nalogi-gph-gpd-2026', 1, 0, 0),
(6, 'contributions', '2025-01-01', '2025-12-31', '{"percent": "30", "limit": "2759000", "above": "15.1"}', 'Постановление Правительства РФ о предельной базе на 2025 год', 0, 0, 0),
(7, 'contributions', '2026-01-01', null, '{"percent": "30", "limit": "2979000", "above": "15.1"}', 'https://www.moedelo.org/club/article-knowledge/nalogi-gph-gpd-2026', 1, 0, 0),
(8, 'npd', '2019-01-01', '2028-12-31', '{"cap": "2400000", "from_people": "4", "from_companies": "6"}', '422-ФЗ; https://www.klerk.ru/user/2595456/682934/', 1, 0, 0),
(9, 'npd-receipt', '2019-01-01', null, '{"day": "9"}', '422-ФЗ, ст. 14 ч. 3', 0, 0, 0),
(10, 'npd-employer', '2019-01-01', null, '{"years": "2"}', '422-ФЗ, ст. 6 ч. 2 п. 8', 0, 0, 0),
(11, 'gifts', '2006-01-01', null, '{"free": "4000"}', 'https://dzen.ru/a/aASk_FMt_hu3Hc8G', 1, 0, 0),
(12, 'prizes', '2006-01-01', null, '{"percent": "35"}', 'НК РФ, ст. 224 п. 2', 0, 0, 0),
(13, 'form-with-vat', '2019-01-01', null, '{"agreements": "agency,commission,mandate,services", "papers": "report,act,invoice,vat-invoice", "optional": "upd", "checks": "inn,kpp,ogrn,registry,vat-mode"}', 'ГК РФ, гл. 39, 49, 51, 52; НК РФ, ст. 168', 1, 0, 0),
(14, 'form-without-vat', '2019-01-01', null, '{"agreements": "agency,commission,mandate,services", "papers": "report,act,invoice", "optional": "upd", "checks": "inn,kpp,ogrn,registry,vat-mode"}', 'ГК РФ, гл. 39, 49, 51, 52', 1, 0, 0),
(15, 'form-self-employed', '2019-01-01', '2028-12-31', '{"agreements": "services", "papers": "receipt", "optional": "report,act", "checks": "inn,npd-status,npd-income,not-employer"}', '422-ФЗ, ст. 4 ч. 2 п. 5; https://www.garant.ru/consult/business/1643413/', 1, 0, 0),
(16, 'form-person', '2019-01-01', null, '{"agreements": "agency,mandate,services", "papers": "report,act", "optional": "", "checks": "inn,passport,consent"}', 'ГК РФ, гл. 39, 49, 52; https://www.moedelo.org/club/article-knowledge/nalogi-gph-gpd-2026', 1, 0, 0),
(17, 'form-person-abroad', '2019-01-01', null, '{"agreements": "services", "papers": "report,act", "optional": "residence", "checks": "passport,consent"}', 'НК РФ, ст. 207, 224; договор об избежании двойного налогообложения', 0, 0, 0),
(18, 'form-company-abroad', '2019-01-01', null, '{"agreements": "agency,services", "papers": "report,act,invoice", "optional": "residence", "checks": ""}', 'НК РФ, ст. 161, 309; договор об избежании двойного налогообложения', 0, 0, 0),
(19, 'way-sbp', '2026-01-01', null, '{"least": "1", "most": "500000", "per_day": "", "per_month": ""}', 'https://yookassa.ru/developers/payouts/making-payouts/sbp', 1, 0, 0),
(20, 'way-card', '2026-01-01', null, '{"least": "5", "most": "500000", "per_day": "20", "per_month": "1500000"}', 'https://yookassa.ru/developers/payouts/making-payouts/bank-card/basics', 1, 0, 0),
(21, 'way-wallet', '2026-01-01', null, '{"least": "", "most": "", "per_day": "", "per_month": "600000"}', 'https://yookassa.ru/developers/payouts/making-payouts/bank-card/basics', 1, 0, 0);
