-- As what a partner is taxed, from a day on. Where no day is given it was always so; what was written before days were kept
-- began on the day on which it was written, but for the first version.
alter table partners_requisites add column is_resident bigint not null default 1;
alter table partners_requisites add column tax_since text;
update partners_requisites set is_resident = 0 where form = 'foreign';
update partners_requisites set vat = 'general' where vat = '22';
-- only sqlite
update partners_requisites set tax_since = date(at / 1000000, 'unixepoch')
where exists (select 1 from partners_requisites earlier
              where earlier.partner_id = partners_requisites.partner_id and earlier.id < partners_requisites.id);
-- end only
-- only postgres
update partners_requisites set tax_since = to_char(to_timestamp(at / 1000000) at time zone 'UTC', 'YYYY-MM-DD')
where exists (select 1 from partners_requisites earlier
              where earlier.partner_id = partners_requisites.partner_id and earlier.id < partners_requisites.id);
-- end only
