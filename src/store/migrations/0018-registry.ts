/** Models, what happened to them in a chain that shows every change, their files, and how often a certify set was asked. */
export const registry = {
  number: 18,
  name: 'registry',
  sql: `
-- "manifest" is canonical JSON, whose SHA-256 the id begins with. "serial" is the order in which they were made.
create table haechi.models (
  id text collate "C" primary key,
  serial int8 not null generated always as identity unique,
  task text collate "C" not null,
  dataset text collate "C" not null,
  manifest text not null,
  state text not null,
  authority text not null,
  certified text not null,
  cap text not null,
  share float8 not null check (share between 0 and 1),
  made_ms int8 not null,
  changed_ms int8 not null,
  tainted boolean not null default false,
  last_good boolean not null default false
);
create index on haechi.models (task, serial);
create index on haechi.models (dataset);
-- Whatever fails in the middle of a promotion: one model of a task is live, one a canary, one the last known good.
create unique index models_live on haechi.models (task) where state = 'live';
create unique index models_canary on haechi.models (task) where state = 'canary';
create unique index models_last_good on haechi.models (task) where last_good;
create index models_serving on haechi.models (task) where state in ('shadow', 'canary', 'live') or last_good;

-- One chain over all models: see core/hash-model-entry.ts for what a hash covers. "body" is canonical JSON, as it was hashed; "why"
-- is what a person said, and stands beside the chain.
create table haechi.model_log (
  number int8 primary key check (number > 0),
  model text collate "C" not null,
  kind text not null,
  at_ms int8 not null,
  by text not null,
  body text not null,
  hash text not null,
  why text
);
create index on haechi.model_log (model, number);

-- Where the chain ends. Whoever changes a model holds this row, so changes of all processes stand in one order.
create table haechi.model_log_head (number int8 not null, hash text not null);
insert into haechi.model_log_head values (0, repeat('0', 64));

create function haechi.refuse_model_log_change() returns trigger language plpgsql as $$
begin
  -- Whom a reason names may be erased: that is all that ever changes.
  if tg_op = 'UPDATE' and current_setting('haechi.erasing', true) = 'on'
    and to_jsonb(new) - 'why' = to_jsonb(old) - 'why' then return new; end if;
  raise exception 'the log of models is only added to' using errcode = '42501';
end $$;
create trigger only_added before update or delete on haechi.model_log
  for each row execute function haechi.refuse_model_log_change();
create trigger only_added_whole before truncate on haechi.model_log
  for each statement execute function haechi.refuse_model_log_change();

-- Files by their SHA-256; what compresses was compressed by its writer.
create table haechi.lab_files (
  sha256 text primary key,
  bytes bytea not null,
  made_ms int8 not null
);
alter table haechi.lab_files alter column bytes set storage external;
create table haechi.model_files (
  model text collate "C" not null references haechi.models (id),
  sha256 text not null,
  primary key (model, sha256)
);
create index on haechi.model_files (sha256);

-- Looks at certify sets, each written before its rows are looked at. "sketch": the lowest hashes of the set's texts.
create table haechi.lab_attempts (
  task text collate "C" not null,
  certify text not null,
  subject text not null,
  number int4 not null check (number > 0),
  rows int4 not null,
  sketch text[] not null,
  at_ms int8 not null,
  primary key (task, certify, subject)
);
create index on haechi.lab_attempts (task, at_ms);
`,
}
