/** What came of decisions: enforcements with their causes, strikes, statements of reasons, appeals. */
export const enforcement = {
  number: 9,
  name: 'enforcement',
  sql: `
-- Everybody and everything that was ever enforced on, or got a strike. A row is locked by whoever changes what follows, so
-- that changes to one subject come one after another; "sequence" counts what the world was told of it.
create table haechi.subjects (
  entity text collate "C" primary key,
  sequence int8 not null default 0
);

-- "state": applied, reversed, expired. "params_key": its parameters in one spelling. In force until the latest end of
-- its causes that stand (null: without an end). "account": whom it hits, who gets the statement.
create table haechi.enforcements (
  id uuid primary key,
  target text collate "C" not null,
  account text collate "C",
  world text,
  name text not null,
  params json not null,
  params_key text collate "C" not null,
  reversible boolean not null,
  state text not null check (state in ('applied', 'reversed', 'expired')),
  sequence int8 not null,
  from_ms int8 not null,
  until_ms int8,
  ended_ms int8
) with (fillfactor = 85);
create unique index enforcements_in_force on haechi.enforcements (target, name, params_key) where state = 'applied';
create index enforcements_due on haechi.enforcements (until_ms) where state = 'applied' and until_ms is not null;
create index on haechi.enforcements (target, id);
create index on haechi.enforcements (account, id);

-- Why an enforcement is in force: "kind" rule, person or threshold (of strikes, "strike" being the one that crossed it).
create table haechi.enforcement_causes (
  id uuid primary key,
  enforcement uuid not null,
  kind text not null,
  decision uuid,
  policy text not null,
  rule text,
  annotation uuid,
  by text,
  reason text,
  retroact uuid,
  strike uuid,
  threshold json,
  statement uuid,
  at_ms int8 not null,
  until_ms int8,
  reversed_ms int8
);
create index on haechi.enforcement_causes (enforcement);
create index on haechi.enforcement_causes (decision);

-- "at_ms": when the violation happened; "taken_ms": when it came to count.
create table haechi.strikes (
  id uuid primary key,
  account text collate "C" not null,
  world text,
  decision uuid,
  item text collate "C",
  policy text not null,
  family text collate "C" not null,
  weight float8 not null,
  rule text,
  annotation uuid,
  by text,
  retroact uuid,
  at_ms int8 not null,
  taken_ms int8 not null,
  expires_ms int8 not null,
  reversed_ms int8
);
create index on haechi.strikes (account, id);
create index on haechi.strikes (decision);

-- "kind": enforcement, notice, correction, appeal. "body": what was said, in words and as data; never the content.
create table haechi.statements (
  id uuid primary key,
  account text collate "C" not null,
  kind text not null,
  decision uuid,
  enforcement uuid,
  appeal uuid,
  world text,
  policy text not null,
  at_ms int8 not null,
  appeal_until_ms int8,
  body json not null
);
create index on haechi.statements (account, id);
create index on haechi.statements (decision);
create index on haechi.statements (enforcement);

-- "key": of the request, so that it counts once. "subject": what is appealed, d-… or enf-…; "told": whether what was
-- decided has been carried out. "text" is the player's own, personal, and goes by retention and erasure.
create table haechi.appeals (
  id uuid primary key,
  key uuid unique,
  account text collate "C" not null,
  subject text collate "C" not null,
  statement uuid not null,
  decision uuid,
  enforcement uuid,
  world text,
  policy text not null,
  severity smallint not null,
  text text,
  at_ms int8 not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'overturned')),
  annotation uuid,
  decided_ms int8,
  told boolean not null default true
);
create unique index appeals_one on haechi.appeals (subject, account);
create index on haechi.appeals (account, id);
create index appeals_untold on haechi.appeals (id) where not told;

-- Decisions that were taken back whole: labels that they set are not restored when a later one is taken back too.
create table haechi.reversed_decisions (
  decision uuid primary key,
  at_ms int8 not null,
  appeal uuid,
  why text not null
);
`,
}
