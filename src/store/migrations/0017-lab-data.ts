/** Tasks, labelled rows and datasets that models learn from. */
export const labData = {
  number: 17,
  name: 'lab-data',
  sql: `
-- "body": the task as JSON.
create table haechi.lab_tasks (
  name text primary key,
  body text not null,
  by text not null,
  changed_ms int8 not null
);

-- An import under way: its rows come in pieces, and go when it is a dataset. "body": files and columns as JSON.
create table haechi.lab_imports (
  id uuid primary key,
  task text not null,
  by text not null,
  body text not null,
  total int4 not null,
  made_ms int8 not null,
  changed_ms int8 not null
);
create table haechi.lab_import_rows (
  import uuid not null,
  number int4 not null,
  account text collate "C",
  text text not null,
  body json not null,
  primary key (import, number)
);

-- A labelled text by the hash of all that it says. Rows are never changed; an erasure, or the end of its time, empties
-- "text" and "account" for good, and leaves the hash as a tombstone.
create table haechi.lab_rows (
  id int8 generated always as identity primary key,
  hash bytea not null unique,
  text text,
  labels text[] not null,
  violates boolean not null,
  account text collate "C",
  world text,
  surface text,
  language text,
  account_age_ms int8,
  at_ms int8,
  source text not null,
  decision uuid,
  policy_version text,
  reviewer text,
  blind boolean not null,
  probability float8,
  design text,
  made_ms int8 not null,
  erased boolean not null default false
);
create index lab_rows_erased on haechi.lab_rows (id) where erased;

create function haechi.keep_lab_row() returns trigger language plpgsql as $$
begin
  if current_setting('haechi.erasing', true) is distinct from 'on' then
    raise exception 'rows of % are only added to', tg_table_name using errcode = '42501';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  -- Whatever was erased of it: half a row would still be learnt from.
  new.text := null;
  new.account := null;
  new.erased := true;
  return new;
end $$;
create trigger only_added before update or delete on haechi.lab_rows for each row execute function haechi.keep_lab_row();

-- "id": the hash that a dataset is known by; "number": what its rows are found by. "facts" as JSON.
create table haechi.datasets (
  number int4 primary key,
  id text collate "C" not null unique,
  task text collate "C" not null,
  made_ms int8 not null,
  facts text not null
);
create index on haechi.datasets (task, number);
create sequence haechi.dataset_numbers as int4;

-- "split": 0 train, 1 tune, 2 certify.
create table haechi.dataset_rows (
  dataset int4 not null,
  position int4 not null,
  row int8 not null,
  split smallint not null check (split between 0 and 2),
  cluster int4 not null,
  primary key (dataset, position)
);
create index on haechi.dataset_rows (row);
create trigger only_added before update or delete on haechi.datasets for each row execute function haechi.refuse_change();
create trigger only_added before update or delete on haechi.dataset_rows for each row execute function haechi.refuse_change();

-- Labels that may be wrong, the likeliest first. "why": model, contradiction.
create table haechi.lab_suspects (
  dataset int4 not null,
  rank int4 not null,
  row int8 not null,
  violates boolean not null,
  score float8,
  why text not null,
  primary key (dataset, rank)
);
`,
}
