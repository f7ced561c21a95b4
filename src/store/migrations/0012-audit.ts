/** What was done by whom, in a chain that shows every change; erasures, and what may not be erased. */
export const audit = {
  number: 12,
  name: 'audit',
  sql: `
-- One row for each thing done: see access/audit/entry.ts for what the hash covers. "objects" and "details" are JSON as it was hashed.
-- "who" is key:ID, a person's id, or service. Entities stand in "objects" as commitments only.
create table haechi.audit (
  seq int8 primary key check (seq > 0),
  at_ms int8 not null,
  who text not null,
  name text not null,
  what text not null,
  objects text not null,
  outcome text not null,
  details text not null,
  previous text not null,
  hash text not null
);
create index on haechi.audit (at_ms);
create index on haechi.audit (who, seq);
create index on haechi.audit (what, seq);
create index on haechi.audit using gin ((objects::jsonb));

-- Where the chain ends. Whoever writes holds this row, so entries of all processes stand in one order without gaps.
create table haechi.audit_head (seq int8 not null, hash text not null);
insert into haechi.audit_head values (0, repeat('0', 64));

-- Which entity a commitment stands for. Erasure deletes the rows of an entity: what is in the chain then tells nobody.
create table haechi.audit_openings (
  commitment text primary key,
  salt text not null,
  entity text collate "C" not null
);
create index on haechi.audit_openings (entity);

create function haechi.refuse_audit_change() returns trigger language plpgsql as $$
begin
  -- Only what is older than three years may ever go, from the beginning, and only by who says so for its own transaction.
  if tg_op = 'DELETE' and current_setting('haechi.pruning', true) = 'on'
    and old.at_ms < (extract(epoch from now()) * 1000)::int8 - 94694400000 then return old; end if;
  raise exception 'the audit log is only added to' using errcode = '42501';
end $$;
create trigger only_added before update or delete on haechi.audit for each row execute function haechi.refuse_audit_change();
create function haechi.refuse_audit_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to' using errcode = '42501';
end $$;
create trigger only_added_whole before truncate on haechi.audit for each statement execute function haechi.refuse_audit_truncate();

-- "state": running, held (some of it is named by a hold), done. "entity" is emptied when it is done; "tombstone" stands in its place
-- everywhere. "step" and "at" say where to go on after a crash; "counts" is JSON by kind of thing.
create table haechi.erasures (
  id uuid primary key,
  entity text collate "C",
  tombstone text not null,
  reason text not null,
  by text not null,
  dry boolean not null,
  state text not null,
  step text not null default '',
  at text not null default '',
  counts text not null default '{}',
  notes text not null default '[]',
  asked_ms int8 not null,
  started_ms int8,
  done_ms int8
);
create unique index erasures_under_way on haechi.erasures (entity) where state <> 'done' and not dry;

-- The decisions by an entity that is being erased, so that what hangs on them is found; emptied when it is done.
create table haechi.erasure_decisions (
  erasure uuid not null,
  decision uuid not null,
  primary key (erasure, decision)
);

-- Folders that hold a history of this database, and which erasures each has followed.
create table haechi.history_places (place uuid primary key, name text not null, seen_ms int8 not null);
create table haechi.erasure_places (
  erasure uuid not null,
  place uuid not null,
  rows int8 not null,
  primary key (erasure, place)
);

-- Nothing by or about the entity goes, by erasure or for its age, until "until_ms" (null: until it is lifted).
create table haechi.holds (
  id uuid primary key,
  entity text collate "C" not null,
  reason text,
  until_ms int8,
  set_ms int8 not null,
  set_by text not null,
  lifted_ms int8,
  lifted_by text
);
create index on haechi.holds (entity) where lifted_ms is null;

-- What a hold kept when its partition was dropped; goes when nothing holds it any more.
create table haechi.held_contents (like haechi.contents including defaults, primary key (id));
create table haechi.held_decisions (like haechi.decisions including defaults, primary key (id));
`,
}
