-- A sale says more of itself: the document it belongs to, the parts of its amount (in its currency, of its sign), its other
-- days and the service period it pays for. A sale has moments at which it began and ceased to be taken for true, and a
-- correction is a row of its own that supersedes the old one.

-- only sqlite
drop trigger sales_sale_stays_as_entered;
-- end only
-- only postgres
drop trigger sales_sale_stays_as_entered on sales_sales;
-- Both engines compare numbers of sales byte by byte, so that the order of equal days is the same everywhere.
alter table sales_sales alter column external_id type text collate "C";
-- end only

alter table sales_sales add column document text
  constraint sales_document_is_not_blank check (document <> '');
alter table sales_sales add column vat_minor bigint constraint sales_vat_within_the_amount check (
  (amount_minor >= 0 and vat_minor >= 0 and vat_minor <= amount_minor)
  or (amount_minor < 0 and vat_minor <= 0 and vat_minor >= amount_minor)
);
alter table sales_sales add column delivery_minor bigint constraint sales_delivery_within_the_amount check (
  (amount_minor >= 0 and delivery_minor >= 0 and delivery_minor <= amount_minor)
  or (amount_minor < 0 and delivery_minor <= 0 and delivery_minor >= amount_minor)
);
alter table sales_sales add column cost_minor bigint constraint sales_cost_has_the_sign_of_the_amount check (
  (amount_minor >= 0 and cost_minor >= 0) or (amount_minor < 0 and cost_minor <= 0)
);
alter table sales_sales add column paid_minor bigint constraint sales_paid_within_the_amount check (
  (amount_minor >= 0 and paid_minor >= 0 and paid_minor <= amount_minor)
  or (amount_minor < 0 and paid_minor <= 0 and paid_minor >= amount_minor)
);
alter table sales_sales add column invoiced_on text;
alter table sales_sales add column paid_on text;
alter table sales_sales add column covers_from text;
alter table sales_sales add column covers_until text constraint sales_covers_a_period check (
  (covers_from is null) = (covers_until is null) and (covers_until is null or covers_until >= covers_from)
);
alter table sales_sales add column confirmed_at bigint;
alter table sales_sales add column voided_at bigint;
alter table sales_sales add column supersedes_id bigint references sales_sales (id);
alter table sales_sales add column revision bigint not null default 0
  constraint sales_correction_supersedes check ((revision = 0) = (supersedes_id is null));

-- Until now every sale earned from the moment it became known.
update sales_sales set confirmed_at = known_at;

drop index sales_once;
create unique index sales_once on sales_sales (source, external_id, kind, revision);
create unique index sales_valid_once on sales_sales (source, external_id, kind) where voided_at is null;
create unique index sales_superseded_once on sales_sales (supersedes_id) where supersedes_id is not null;
drop index sales_by_known;
create index sales_by_confirmed on sales_sales (confirmed_at, happened_on);
create index sales_by_voided on sales_sales (voided_at, happened_on) where voided_at is not null;
create index sales_pending on sales_sales (happened_on, partner_id) where confirmed_at is null and voided_at is null;
create index sales_of_document on sales_sales (document, id) where document is not null;
create index sales_returns on sales_sales (happened_on, original_id) where original_id is not null;

-- Partners who take part in a sale beside its seller; a return has those of its original.
create table sales_participants (
  sale_id bigint not null references sales_sales (id),
  partner_id bigint not null,
  role text not null,
  share text,
  primary key (sale_id, partner_id, role)
);
create index sales_participants_of_partner on sales_participants (partner_id, sale_id);

-- only sqlite
create trigger sales_sale_stays_as_entered before update of source, external_id, kind, reference_key, partner_id, customer_id,
  product_id, program_id, happened_on, known_at, quantity, amount_minor, currency, original_id, body_hash, note, entered_by,
  document, vat_minor, delivery_minor, cost_minor, paid_minor, invoiced_on, paid_on, covers_from, covers_until,
  supersedes_id, revision on sales_sales
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
create trigger sales_confirmed_once before update of confirmed_at on sales_sales
when old.confirmed_at is not null or old.voided_at is not null or new.confirmed_at is null
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
create trigger sales_voided_once before update of voided_at on sales_sales
when old.voided_at is not null or new.voided_at is null
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
create trigger sales_participant_stays_as_entered before update on sales_participants
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
create trigger sales_participant_stays before delete on sales_participants
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
-- end only
-- only postgres
create trigger sales_sale_stays_as_entered before update of source, external_id, kind, reference_key, partner_id, customer_id,
  product_id, program_id, happened_on, known_at, quantity, amount_minor, currency, original_id, body_hash, note, entered_by,
  document, vat_minor, delivery_minor, cost_minor, paid_minor, invoiced_on, paid_on, covers_from, covers_until,
  supersedes_id, revision on sales_sales
for each row execute function sales_sale_stays();
create trigger sales_confirmed_once before update of confirmed_at on sales_sales
for each row when (old.confirmed_at is not null or old.voided_at is not null or new.confirmed_at is null)
execute function sales_sale_stays();
create trigger sales_voided_once before update of voided_at on sales_sales
for each row when (old.voided_at is not null or new.voided_at is null)
execute function sales_sale_stays();
create trigger sales_participant_stays_as_entered before update or delete on sales_participants
for each row execute function sales_sale_stays();
-- end only
