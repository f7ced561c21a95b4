/** Files that events name: their bytes, what was measured of them, who sent them and which decisions are about them. */
export const media = {
  number: 21,
  name: 'media',
  sql: `
-- "id": SHA-256 of the bytes, 64 hexadecimal digits. "sealed_ms": its bytes are gone for good, and only hashes of it are kept.
-- "looked_until_ms": a process looks at it, until then unless it says again that it does.
create table haechi.media (
  id text collate "C" primary key,
  kind text not null,
  format text,
  bytes int8 not null,
  first_ms int8 not null,
  last_ms int8 not null,
  sealed_ms int8,
  sealed_by text,
  looked_until_ms int8
);
create index on haechi.media (last_ms);
create index on haechi.media (sealed_ms) where sealed_ms is not null;

-- The bytes, in pieces of 1 MiB.
create table haechi.media_pieces (
  media text collate "C" not null references haechi.media (id) on delete cascade,
  number int not null,
  content bytea not null,
  primary key (media, number)
);
-- Pictures and meshes do not compress.
alter table haechi.media_pieces alter column content set storage external;

-- What was measured, once for each version of how files are looked at: it holds what was read in them.
create table haechi.media_facts (
  media text collate "C" not null references haechi.media (id) on delete cascade,
  version text collate "C" not null,
  facts text not null,
  made_ms int8 not null,
  primary key (media, version)
);

-- Who has sent it: key:ID or a person's id.
create table haechi.media_senders (
  media text collate "C" not null references haechi.media (id) on delete cascade,
  who text collate "C" not null,
  at_ms int8 not null,
  primary key (media, who)
);
create index on haechi.media_senders (who, at_ms);

-- Which decisions are about it, as long as the content of their events is kept. "lists": the event puts its target up for others to
-- be held against, once it is allowed ("allowed", or a job says so); "listed": it was.
create table haechi.media_uses (
  media text collate "C" not null references haechi.media (id) on delete cascade,
  decision uuid not null,
  world text not null,
  severity text collate "C" not null,
  actor text collate "C",
  target text collate "C",
  session text collate "C",
  at_ms int8 not null,
  until_ms int8 not null,
  lists boolean not null,
  allowed boolean not null,
  listed boolean not null default false,
  primary key (media, decision)
);
create index on haechi.media_uses (at_ms) where lists and not listed;
create index on haechi.media_uses (decision);
create index on haechi.media_uses (actor);
create index on haechi.media_uses (until_ms);
`,
}
