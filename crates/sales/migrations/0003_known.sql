-- What terms could ask of a product or a customer before its card changed: a closed period keeps what its close knew.
create table sales_earlier_products (
  product_id bigint not null references sales_products (id),
  until_at bigint not null,
  attributes text not null,
  primary key (product_id, until_at)
);
create index sales_earlier_products_by_time on sales_earlier_products (until_at, product_id);
create table sales_earlier_customers (
  customer_id bigint not null references sales_customers (id),
  until_at bigint not null,
  attributes text not null,
  primary key (customer_id, until_at)
);
create index sales_earlier_customers_by_time on sales_earlier_customers (until_at, customer_id);
