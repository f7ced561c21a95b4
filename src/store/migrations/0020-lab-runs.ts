/** Runs of the lab, each taken by one process at a time, and where one that is cut off is taken up again. */
export const labRuns = {
  number: 20,
  name: 'lab-runs',
  sql: `
-- "claimed_by": the process that carries it out, until "lease_until_ms" unless it says again that it does.
create table haechi.lab_runs (
  id uuid primary key,
  task text not null,
  asked text not null,
  state text not null,
  step text not null,
  progress float8 not null default 0,
  doing text not null default '',
  steps text not null default '[]',
  curve text not null default '[]',
  dataset text,
  model text,
  by text not null,
  made_ms int8 not null,
  changed_ms int8 not null,
  fault text,
  cancelled boolean not null default false,
  claimed_by uuid,
  lease_until_ms int8
);
create index on haechi.lab_runs (made_ms) where state in ('waiting', 'running');
create index on haechi.lab_runs (task, made_ms);

-- What a step left for those behind it, and how far training is. "code": the build that made it.
create table haechi.lab_checkpoints (
  run uuid not null references haechi.lab_runs (id) on delete cascade,
  name text not null,
  code text not null,
  body bytea not null,
  primary key (run, name)
);
-- Numbers that do not compress.
alter table haechi.lab_checkpoints alter column body set storage external;
`,
}
