/** Banks of known hashes, what their members matched, and imports under way. No content: hashes only. */
export const hashBanks = {
  number: 22,
  name: 'hash-banks',
  sql: `
-- "enabled" and "share": null is as the pack says. "files", "matched": new files held against it, and how many of them matched.
create table haechi.hash_banks (
  number int4 primary key generated always as identity,
  name text collate "C" not null unique,
  enabled boolean,
  share float8 check (share between 0 and 1),
  files int8 not null default 0,
  matched int8 not null default 0,
  by text not null,
  made_ms int8 not null,
  changed_ms int8 not null
);

-- The number of the latest change. Whoever changes members or settings holds this row, so that no number is seen before those below.
create table haechi.hash_head (change int8 not null);
insert into haechi.hash_head values (0);

create sequence haechi.hash_member_ids as int8 maxvalue 4294967295;

-- "hash": as bytes; of a kind that is only kept, the SHA-256 of "value". "type", "state": numbers that the code names and never uses
-- again for others. "own": it came by its hash alone, not only under ids of feeds. "decided_by": a person, whose word stands before
-- that of a feed, but for its withdrawal. "flood": logarithm of the evidence that it matches too much, as of file "flood_at" of the bank.
create table haechi.hash_members (
  id int8 primary key default nextval('haechi.hash_member_ids'),
  bank int4 not null,
  type int2 not null,
  hash bytea not null,
  value text,
  state int2 not null,
  own boolean not null,
  source text not null,
  tags text[] not null default '{}',
  by text not null,
  decided_by text,
  questioned_by text,
  why text,
  matches int8 not null default 0,
  flood float8 not null default 0,
  flood_at int8 not null default 0,
  made_ms int8 not null,
  changed_ms int8 not null,
  change int8 not null,
  unique (bank, type, hash)
);
create index on haechi.hash_members (change, id);
create index on haechi.hash_members (bank, state, id) where state not in (0, 5);

-- Under which ids of feeds a member came; it is withdrawn with the last of them.
create table haechi.hash_origins (
  bank int4 not null,
  id text collate "C" not null,
  member int8 not null,
  primary key (bank, id, member)
);
create index on haechi.hash_origins (member);

-- An import under way or done: "received" of "total" entries were taken up.
create table haechi.hash_imports (
  id uuid primary key,
  bank int4 not null,
  name text not null,
  total int4 not null,
  received int4 not null default 0,
  added int8 not null default 0,
  changed int8 not null default 0,
  withdrawn int8 not null default 0,
  by text not null,
  made_ms int8 not null,
  changed_ms int8 not null
);

-- What matched: "media" is the SHA-256 of the file. "decision" is all zeros where none was made.
create table haechi.hash_matches (
  member int8 not null,
  media bytea not null,
  decision uuid not null,
  at_ms int8 not null,
  primary key (member, media, decision)
);
create index on haechi.hash_matches (decision);
`,
}
