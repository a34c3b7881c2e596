-- Who buys. The keys are what is compared and searched: small letters, е for ё, single spaces.
create table sales_customers (
  id bigint primary key,
  name text not null,
  name_key text not null,
  code text,
  code_key text,
  inn text not null,
  country text,
  region text,
  sector text,
  parent_id bigint references sales_customers (id),
  added_at bigint not null,
  added_by bigint,
  constraint sales_customer_is_not_his_own_parent check (parent_id is null or parent_id <> id)
);
create unique index sales_customer_once on sales_customers (name_key, inn);
create unique index sales_customer_code_once on sales_customers (code_key);
create index sales_customers_by_inn on sales_customers (inn);
create index sales_customers_of_parent on sales_customers (parent_id);

-- What is sold.
create table sales_products (
  id bigint primary key,
  name text not null,
  name_key text not null,
  code text,
  code_key text,
  series text,
  category text,
  price_minor bigint,
  price_currency text,
  added_at bigint not null,
  added_by bigint,
  constraint sales_price_has_a_currency check ((price_minor is null) = (price_currency is null))
);
create unique index sales_product_once on sales_products (name_key);
create unique index sales_product_code_once on sales_products (code_key);

-- What can earn. A row is inserted once and stays; a return is a row of its own that refers to its original, and the
-- original keeps the sum that was taken back.
create table sales_sales (
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
  original_id bigint references sales_sales (id),
  returned_minor bigint not null,
  body_hash text not null,
  note text not null,
  entered_by bigint,
  constraint sales_return_refers_to_its_original check ((kind = 'return') = (original_id is not null)),
  constraint sales_return_is_negative check ((kind = 'return' and amount_minor < 0) or (kind <> 'return' and amount_minor >= 0)),
  constraint sales_returned_at_most_the_original check (
    returned_minor >= 0 and (returned_minor = 0 or returned_minor <= amount_minor)
  )
);
create unique index sales_once on sales_sales (source, external_id, kind);
create index sales_of_partner on sales_sales (partner_id, happened_on, id);
create index sales_by_date on sales_sales (happened_on, id);
create index sales_by_known on sales_sales (known_at, happened_on);
create index sales_by_reference on sales_sales (reference_key, id);
create index sales_of_customer on sales_sales (customer_id, happened_on, id);
create index sales_of_product on sales_sales (product_id, happened_on, id);
create index sales_of_original on sales_sales (original_id) where original_id is not null;

-- only sqlite
create trigger sales_sale_stays_as_entered before update of source, external_id, kind, partner_id, customer_id, product_id,
  program_id, happened_on, known_at, quantity, amount_minor, currency, original_id, body_hash on sales_sales
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
create trigger sales_sale_stays before delete on sales_sales
begin
  select raise(abort, 'sales_sale_stays_as_entered');
end;
-- end only
-- only postgres
create function sales_sale_stays() returns trigger language plpgsql as $body$
begin
  raise exception 'sales_sale_stays_as_entered'
    using errcode = '23514', constraint = 'sales_sale_stays_as_entered';
end
$body$;
create trigger sales_sale_stays_as_entered before update of source, external_id, kind, partner_id, customer_id, product_id,
  program_id, happened_on, known_at, quantity, amount_minor, currency, original_id, body_hash on sales_sales
for each row execute function sales_sale_stays();
create trigger sales_sale_stays before delete on sales_sales for each row execute function sales_sale_stays();
-- end only

-- Counters kept in the transaction that inserts the sales: what a partner sold on a day, returns taken off the amount.
create table sales_days (
  partner_id bigint not null,
  day text not null,
  currency text not null,
  sales_count bigint not null,
  returns_count bigint not null,
  amount_minor bigint not null,
  primary key (partner_id, day, currency)
);
create index sales_days_by_day on sales_days (day, currency);

-- The mapping that was used last for each kind of rows, offered with the next file.
create table sales_mappings (
  target text primary key,
  body text not null,
  at bigint not null,
  user_id bigint
);

-- Imports that began on the page.
create table sales_imports (
  id bigint primary key,
  target text not null constraint sales_import_target check (target in ('partners', 'customers', 'products', 'sales')),
  file_id bigint not null,
  file_name text not null,
  look text not null,
  mapping text not null,
  state text not null constraint sales_import_state
    check (state in ('mapping', 'checking', 'checked', 'writing', 'done', 'failed')),
  round bigint not null,
  job_id bigint,
  report text,
  rejected_id bigint,
  trouble text,
  started_at bigint not null,
  changed_at bigint not null,
  user_id bigint
);
create index sales_imports_by_time on sales_imports (started_at);
