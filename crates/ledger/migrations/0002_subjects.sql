-- An entry may move money for many things at once, such as the close of a period for every statement: then each of its
-- transfers names its own.
alter table ledger_transfers add column subject text;
