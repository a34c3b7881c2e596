-- The log of seals: a Merkle tree by RFC 6962 whose leaves are documents, in the order in which they were sealed.
create table ledger_leaves (
  place bigint primary key,
  subject text not null,
  document text not null,
  hash text not null
);
create unique index ledger_leaf_once on ledger_leaves (subject);

-- Signed heads of the log: how many leaves it had and their root, as a signed note. The edge is the roots of the complete
-- subtrees, left to right, from which the log goes on without reading its leaves.
create table ledger_checkpoints (
  size bigint primary key,
  root text not null,
  edge text not null,
  note text not null
);

-- Public keys, the newest last; the private one is made from the secret of the installation and the id of its row.
create table ledger_seal_keys (
  id bigint primary key,
  public_key text not null,
  made_at bigint not null
);

-- Rows of the ledger by the leaf under which they were sealed.
create table ledger_sealed_entries (
  entry_id bigint primary key,
  place bigint not null,
  hash text not null
);
create index ledger_sealed_entries_of_leaf on ledger_sealed_entries (place, entry_id);

-- only sqlite
create trigger ledger_leaves_are_not_changed before update on ledger_leaves
begin select raise(abort, 'ledger_leaves takes new rows only'); end;
create trigger ledger_leaves_are_not_deleted before delete on ledger_leaves
begin select raise(abort, 'ledger_leaves takes new rows only'); end;
create trigger ledger_checkpoints_are_not_changed before update on ledger_checkpoints
begin select raise(abort, 'ledger_checkpoints takes new rows only'); end;
create trigger ledger_checkpoints_are_not_deleted before delete on ledger_checkpoints
begin select raise(abort, 'ledger_checkpoints takes new rows only'); end;
create trigger ledger_seal_keys_are_not_changed before update on ledger_seal_keys
begin select raise(abort, 'ledger_seal_keys takes new rows only'); end;
create trigger ledger_seal_keys_are_not_deleted before delete on ledger_seal_keys
begin select raise(abort, 'ledger_seal_keys takes new rows only'); end;
create trigger ledger_sealed_entries_are_not_changed before update on ledger_sealed_entries
begin select raise(abort, 'ledger_sealed_entries takes new rows only'); end;
create trigger ledger_sealed_entries_are_not_deleted before delete on ledger_sealed_entries
begin select raise(abort, 'ledger_sealed_entries takes new rows only'); end;
-- end only
-- only postgres
create trigger ledger_leaves_are_not_changed before update or delete on ledger_leaves
  for each row execute function ledger_takes_new_rows_only();
create trigger ledger_leaves_are_not_emptied before truncate on ledger_leaves
  for each statement execute function ledger_takes_new_rows_only();
create trigger ledger_checkpoints_are_not_changed before update or delete on ledger_checkpoints
  for each row execute function ledger_takes_new_rows_only();
create trigger ledger_checkpoints_are_not_emptied before truncate on ledger_checkpoints
  for each statement execute function ledger_takes_new_rows_only();
create trigger ledger_seal_keys_are_not_changed before update or delete on ledger_seal_keys
  for each row execute function ledger_takes_new_rows_only();
create trigger ledger_sealed_entries_are_not_changed before update or delete on ledger_sealed_entries
  for each row execute function ledger_takes_new_rows_only();
-- end only
