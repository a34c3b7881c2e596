-- What earns, month by month, in blocks that are written in the transaction that changes the sales: those entered, and in
-- blocks of their own what was confirmed or voided later. The rows of sales_sales are the truth; this can be made anew.
create table sales_months (
  id bigint primary key,
  month text not null,
  is_change bigint not null,
  body bytea not null
);
create index sales_months_of on sales_months (month, is_change, id);

-- A row says that the log is whole: sales entered before there was one are in it as well.
create table sales_months_whole (
  since bigint not null
);
insert into sales_months_whole (since)
select 0 from (select count(*) as sales from (select id from sales_sales limit 1) s) c where c.sales = 0;
