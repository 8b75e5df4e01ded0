-- What a run writes at once is one row: `entries` holds them as one JSON text and `sequence` is that of the last. Rows of older
-- releases, one an entry, stay as they are and are read as before.
alter table journal add column entries text;
alter table journal
  alter column kind drop not null,
  alter column reference drop not null,
  alter column iteration drop not null,
  alter column attempt drop not null,
  alter column step_id drop not null,
  alter column detail drop not null,
  alter column started_at drop not null,
  alter column at drop not null;

-- Asked once, when a node starts: the index of due runs answers it too. Every index costs each run twice.
drop index run_owner;
