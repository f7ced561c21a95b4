/** Rules applied to the past: each run with the effects that it plans, applied one after the other. */
export const retroacts = {
  number: 7,
  name: 'retroacts',
  sql: `
create table haechi.retroacts (
  id uuid primary key,
  rule text not null,
  ruleset text not null,
  from_ms int8 not null,
  to_ms int8 not null,
  state text not null,
  why text not null,
  by text not null,
  created_at text not null,
  events int8 not null,
  targets int8 not null
);
-- "state": 0 planned, 1 applied, 2 taken back, 3 left out since its decision is no longer kept.
create table haechi.retroact_effects (
  run uuid not null references haechi.retroacts (id),
  seq int8 not null,
  decision uuid not null,
  body text not null,
  for_ms int8,
  state smallint not null default 0,
  primary key (run, seq)
);
create index on haechi.retroact_effects (run, state, seq);
`,
}
