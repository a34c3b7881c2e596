-- An entry may move money for many things at once, such as the close of a period for every statement: then each of its
-- transfers names its own.
alter table ledger_transfers add column subject text;

-- Indexes leave out what nobody looks for by them: the vendor's side of an accrual, and what is available at once.
drop index ledger_transfers_of_debit;
create index ledger_transfers_of_debit on ledger_transfers (debit_partner_id, debit_account, currency, id)
where debit_partner_id <> 0;
drop index ledger_transfers_waiting;
create index ledger_transfers_waiting on ledger_transfers (credit_account, currency, available_on)
where available_on is not null;
