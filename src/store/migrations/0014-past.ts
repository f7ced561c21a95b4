/** Questions about the past that are saved; entities by ids that may stand in an address; effects on what was found. */
export const past = {
  number: 14,
  name: 'past',
  sql: `
-- "name": null for those that are only shared by their link. "worlds": whom it was saved for; null: all worlds.
create table haechi.queries (
  id uuid primary key,
  name text,
  body text not null,
  worlds text,
  by text not null,
  owner text not null,
  made_ms int8 not null,
  used_ms int8 not null
);
create index on haechi.queries (id) where name is not null;

create table haechi.entity_refs (
  id uuid primary key,
  entity text collate "C" not null unique,
  used_ms int8 not null
);

-- What a run stands on when it is no rule: a condition and what is done about it, as JSON.
alter table haechi.retroacts add column bulk text;
`,
}
