-- Signed checkpoints of the publication log: what this installation has vouched for, never to be taken back.
create table log_checkpoint (
  size bigint not null check (size > 0),
  -- The signed note (C2SP tlog-checkpoint) and the public key (name+id+key) that opens it.
  note text not null,
  key text not null,
  -- Hashes of the complete subtrees at the tree's edge, so that the next checkpoint needs only the entries since.
  edge bytea not null,
  signed_at timestamptz not null,
  primary key (size, key)
);
create trigger log_checkpoint_append_only before update or delete or truncate on log_checkpoint
  for each statement execute function forbid_change();
