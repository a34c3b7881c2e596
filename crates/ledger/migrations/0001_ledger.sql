-- One row an entry: why money moved. The key makes it happen once; the digest tells whether the same key was meant.
create table ledger_entries (
  id bigint primary key,
  key text not null,
  kind text not null,
  subject text not null,
  happened_on text not null,
  memo text not null,
  memo_key text not null,
  digest text not null,
  currency text not null,
  amount_minor bigint not null constraint ledger_entry_is_positive check (amount_minor > 0),
  actor text not null,
  user_id bigint,
  posted_at bigint not null
);
create unique index ledger_entry_once on ledger_entries (key);
create index ledger_entries_by_kind on ledger_entries (kind, id);
create index ledger_entries_by_day on ledger_entries (happened_on, id);
create index ledger_entries_of_subject on ledger_entries (subject, id);

-- A transfer holds both sides, so whatever is posted balances. The partner's number is 0 on the vendor's accounts.
create table ledger_transfers (
  id bigint primary key,
  entry_id bigint not null references ledger_entries (id),
  debit_account text not null,
  debit_partner_id bigint not null,
  credit_account text not null,
  credit_partner_id bigint not null,
  currency text not null,
  amount_minor bigint not null,
  available_on text,
  constraint ledger_transfer_is_positive check (amount_minor > 0),
  constraint ledger_transfer_has_two_sides
    check (debit_account <> credit_account or debit_partner_id <> credit_partner_id),
  constraint ledger_debit_account check (
    (debit_account in ('commissions', 'bank') and debit_partner_id = 0)
    or (debit_account in ('payable', 'in-payout') and debit_partner_id <> 0)),
  constraint ledger_credit_account check (
    (credit_account in ('commissions', 'bank') and credit_partner_id = 0)
    or (credit_account in ('payable', 'in-payout') and credit_partner_id <> 0))
);
create index ledger_transfers_of_entry on ledger_transfers (entry_id, id);
create index ledger_transfers_of_debit on ledger_transfers (debit_partner_id, debit_account, currency, id);
create index ledger_transfers_of_credit on ledger_transfers (credit_partner_id, credit_account, currency, id);
create index ledger_transfers_waiting on ledger_transfers (credit_account, currency, available_on);

-- What stands on each account: credits less debits, kept in the transaction that posts. The sum over all accounts of
-- a currency is zero.
create table ledger_balances (
  account text not null,
  partner_id bigint not null,
  currency text not null,
  amount_minor bigint not null,
  transfers bigint not null,
  primary key (account, partner_id, currency)
);
create index ledger_balances_of_partner on ledger_balances (partner_id, account);

-- How a partner is called on the accounts; the newest row holds.
create table ledger_names (
  id bigint primary key,
  partner_id bigint not null,
  name text not null,
  name_key text not null
);
create index ledger_names_of_partner on ledger_names (partner_id, id);

-- only sqlite
create trigger ledger_entries_are_not_changed before update on ledger_entries
begin select raise(abort, 'ledger_entries takes new rows only'); end;
create trigger ledger_entries_are_not_deleted before delete on ledger_entries
begin select raise(abort, 'ledger_entries takes new rows only'); end;
create trigger ledger_transfers_are_not_changed before update on ledger_transfers
begin select raise(abort, 'ledger_transfers takes new rows only'); end;
create trigger ledger_transfers_are_not_deleted before delete on ledger_transfers
begin select raise(abort, 'ledger_transfers takes new rows only'); end;
-- end only
-- only postgres
create function ledger_takes_new_rows_only() returns trigger language plpgsql as $$
begin
  raise exception '% takes new rows only', tg_table_name;
end $$;
create trigger ledger_entries_are_not_changed before update or delete on ledger_entries
  for each row execute function ledger_takes_new_rows_only();
create trigger ledger_entries_are_not_emptied before truncate on ledger_entries
  for each statement execute function ledger_takes_new_rows_only();
create trigger ledger_transfers_are_not_changed before update or delete on ledger_transfers
  for each row execute function ledger_takes_new_rows_only();
create trigger ledger_transfers_are_not_emptied before truncate on ledger_transfers
  for each statement execute function ledger_takes_new_rows_only();
-- end only
