-- What tells whether any sale up to the end of a period was entered, confirmed or voided since its close read them.
alter table commissions_runs add column sales_mark text not null default '';
