-- A return may have no original: nobody knows of which sale it is. It stands by its own partner, product and sum.

-- only postgres
alter table sales_sales drop constraint sales_return_refers_to_its_original;
alter table sales_sales add constraint sales_only_returns_have_an_original check (original_id is null or kind = 'return');
-- end only
-- only sqlite
create table sales_sales_new (
  id bigint primary key,
  source text not null,
  external_id text not null,
  kind text not null constraint sales_kind check (kind in ('order', 'payment', 'lead', 'action', 'return')),
  reference_key text not null,
  partner_id bigint not null,
  customer_id bigint references sales_customers (id),
  product_id bigint references sales_products (id),
  program_id bigint,
  happened_on text not null,
  known_at bigint not null,
  quantity bigint not null,
  amount_minor bigint not null,
  currency text not null,
  original_id bigint references sales_sales_new (id),
  returned_minor bigint not null,
  body_hash text not null,
  note text not null,
  entered_by bigint,
  document text constraint sales_document_is_not_blank check (document <> ''),
  vat_minor bigint constraint sales_vat_within_the_amount check (
    (amount_minor >= 0 and vat_minor >= 0 and vat_minor <= amount_minor)
    or (amount_minor < 0 and vat_minor <= 0 and vat_minor >= amount_minor)
  ),
  delivery_minor bigint constraint sales_delivery_within_the_amount check (
    (amount_minor >= 0 and delivery_minor >= 0 and delivery_minor <= amount_minor)
    or (amount_minor < 0 and delivery_minor <= 0 and delivery_minor >= amount_minor)
  ),
  cost_minor bigint constraint sales_cost_has_the_sign_of_the_amount check (
    (amount_minor >= 0 and cost_minor >= 0) or (amount_minor < 0 and cost_minor <= 0)
  ),
  paid_minor bigint constraint sales_paid_within_the_amount check (
    (amount_minor >= 0 and paid_minor >= 0 and paid_minor <= amount_minor)
    or (amount_minor < 0 and paid_minor <= 0 and paid_minor >= amount_minor)
  ),
  invoiced_on text,
  paid_on text,
  covers_from text,
  covers_until text constraint sales_covers_a_period check (
    (covers_from is null) = (covers_until is null) and (covers_until is null or covers_until >= covers_from)
  ),
  confirmed_at bigint,
  voided_at bigint,
  supersedes_id bigint references sales_sales_new (id),
  revision bigint not null default 0
    constraint sales_correction_supersedes check ((revision = 0) = (supersedes_id is null)),
  constraint sales_only_returns_have_an_original check (original_id is null or kind = 'return'),
  constraint sales_return_is_negative check ((kind = 'return' and amount_minor < 0) or (kind <> 'return' and amount_minor >= 0)),
  constraint sales_returned_at_most_the_original check (
    returned_minor >= 0 and (returned_minor = 0 or returned_minor <= amount_minor)
  )
);
insert into sales_sales_new (id, source, external_id, kind, reference_key, partner_id, customer_id, product_id, program_id,
  happened_on, known_at, quantity, amount_minor, currency, original_id, returned_minor, body_hash, note, entered_by, document,
  vat_minor, delivery_minor, cost_minor, paid_minor, invoiced_on, paid_on, covers_from, covers_until, confirmed_at, voided_at,
  supersedes_id, revision)
select id, source, external_id, kind, reference_key, partner_id, customer_id, product_id, program_id,
  happened_on, known_at, quantity, amount_minor, currency, original_id, returned_minor, body_hash, note, entered_by, document,
  vat_minor, delivery_minor, cost_minor, paid_minor, invoiced_on, paid_on, covers_from, covers_until, confirmed_at, voided_at,
  supersedes_id, revision
from sales_sales order by id;
create table sales_participants_new (
  sale_id bigint not null references sales_sales_new (id),
  partner_id bigint not null,
  role text not null,
  share text,
  primary key (sale_id, partner_id, role)
);
insert into sales_participants_new (sale_id, partner_id, role, share)
select sale_id, partner_id, role, share from sales_participants;
drop table sales_participants;
drop table sales_sales;
alter table sales_sales_new rename to sales_sales;
alter table sales_participants_new rename to sales_participants;
create unique index sales_once on sales_sales (source, external_id, kind, revision);
create unique index sales_valid_once on sales_sales (source, external_id, kind) where voided_at is null;
create unique index sales_superseded_once on sales_sales (supersedes_id) where supersedes_id is not null;
create index sales_of_partner on sales_sales (partner_id, happened_on, id);
create index sales_by_date on sales_sales (happened_on, id);
create index sales_by_confirmed on sales_sales (confirmed_at, happened_on);
create index sales_by_voided on sales_sales (voided_at, happened_on) where voided_at is not null;
create index sales_by_reference on sales_sales (reference_key, id);
create index sales_of_customer on sales_sales (customer_id, happened_on, id);
create index sales_of_product on sales_sales (product_id, happened_on, id);
create index sales_of_original on sales_sales (original_id) where original_id is not null;
create index sales_of_document on sales_sales (document, id) where document is not null;
create index sales_pending on sales_sales (happened_on, partner_id) where confirmed_at is null and voided_at is null;
create index sales_returns on sales_sales (happened_on, original_id) where original_id is not null;
create index sales_participants_of_partner on sales_participants (partner_id, sale_id);
create trigger sales_sale_stays before delete on sales_sales
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
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
