/** The first schema: decisions with their content apart, effects, event keys, rulesets, API keys. */
export const decisions = {
  number: 1,
  name: 'decisions',
  sql: `
-- Words that repeat on every decision (event types, worlds, rulesets), kept once: 4 bytes a row instead of 10 to 30.
create table haechi.names (
  id int generated always as identity primary key,
  name text not null unique
);

-- The skeletons. "keep" is the retention class in hours; below each class, ranges of id, which are ranges of time
-- because an id begins with its time. Leaves are made by the partition keeper, with a unique index on id each.
create table haechi.decisions (
  time_ms int8 not null,
  received_ms int8 not null,
  latency_ms float8 not null,
  id uuid not null,
  keep int not null,
  content_keep int not null,
  type int not null,
  world int not null,
  ruleset int not null,
  verdict smallint not null,
  session text,
  actor text,
  target text,
  event_id text,
  record text
) partition by list (keep);

-- What players wrote, and what was read from it: dropped by whole partitions when its time is over.
create table haechi.contents (
  id uuid not null,
  keep int not null,
  event text not null,
  trace text
) partition by list (keep);

-- The outbox. Read it by the cursor (xid, seq) with xid < pg_snapshot_xmin(pg_current_snapshot()), else rows are missed.
create sequence haechi.effect_seq as int8 cache 100;
create table haechi.effects (
  xid xid8 not null default pg_current_xact_id(),
  seq int8 not null default nextval('haechi.effect_seq'),
  id uuid not null,
  keep int not null,
  ordinal smallint not null,
  body text not null
) partition by list (keep);

-- Idempotence: the hash of world and event id, and which decision it got. "expires" is in hours since the epoch.
create table haechi.event_keys (
  key uuid not null,
  decision uuid not null,
  fingerprint int8 not null,
  expires int not null,
  primary key (key)
) partition by hash (key);
do $$ begin
  for i in 0..15 loop
    execute format('create table haechi.event_keys_%s partition of haechi.event_keys for values with (modulus 16, remainder %s)', i, i);
  end loop;
end $$;
-- Rows come in the order of time, so a few pages of BRIN let the sweep skip what has not expired.
create index on haechi.event_keys using brin (expires);

create table haechi.rulesets (
  id text primary key,
  files json not null,
  applied_at text not null,
  applied_by text not null
);

create table haechi.api_keys (
  id text primary key,
  name text not null,
  hash text not null unique,
  scopes text[] not null,
  worlds text[],
  rate_per_second float8,
  created_at text not null,
  revoked_at text
);
`,
}
