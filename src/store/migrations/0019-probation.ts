/** How models are proved and watched on live traffic. */
export const probation = {
  number: 19,
  name: 'probation',
  sql: `
-- How far decided events were read for the lab: behind (xid, id), as the history is. "system" is the server whose
-- transaction numbers these are. Not "active": nothing was followed, and the next one to follow begins at its own now.
-- Only "holder" reads, until "until_ms".
create table haechi.lab_cursor (
  one boolean primary key default true check (one),
  xid int8 not null,
  id uuid not null,
  system text not null,
  active boolean not null,
  holder uuid,
  until_ms int8 not null
);
insert into haechi.lab_cursor values (true, 0, '00000000-0000-0000-0000-000000000000', '', false, null, 0);

-- How many decisions of a day (since the epoch) fell into which cell of a model.
create table haechi.lab_counts (
  model text not null,
  day int not null,
  cell text not null,
  type text not null,
  count int8 not null,
  primary key (model, day, cell, type)
);

-- What a model would have done ("zone": act, review).
create table haechi.lab_would_be (
  model text not null,
  decision uuid not null,
  at_ms int8 not null,
  score float4 not null,
  zone text not null
);
create index on haechi.lab_would_be (model, at_ms);
create index on haechi.lab_would_be using brin (at_ms);

-- Decisions that were drawn to be judged, in the order of drawing: one of a model, design and stratum for each account
-- and day. Their jobs are found by the decision and the name of the sample, "design:model".
create table haechi.lab_samples (
  number int8 generated always as identity primary key,
  model text not null,
  design text not null,
  stratum text not null,
  decision uuid not null,
  account text collate "C" not null,
  day int not null,
  type text not null,
  score float4 not null,
  probability float8 not null check (probability > 0 and probability <= 1),
  at_ms int8 not null
);
create unique index lab_samples_unit on haechi.lab_samples (model, design, stratum, day, account);
create index on haechi.lab_samples (model, design, number);
create index on haechi.lab_samples (decision);

-- What is remembered of a model under a design: all that was judged up to "through" is in "state".
create table haechi.lab_states (
  model text not null,
  design text not null,
  through int8 not null default 0,
  state json not null default '{}',
  changed_ms int8 not null,
  primary key (model, design)
);
`,
}
