/** Every pack that went live, in order, with who and why; and what each rule did, hour by hour. */
export const versions = {
  number: 5,
  name: 'versions',
  sql: `
-- "base" is the version that was live before, 0 for none: a version is recorded only where that is still true, and
-- the primary key decides between two that come at once. "restores" is the version that a rollback brought back.
create table haechi.versions (
  number int primary key check (number > 0),
  ruleset text not null references haechi.rulesets (id),
  applied_at text not null,
  applied_by text not null,
  why text not null,
  via text not null check (via in ('start', 'folder', 'apply', 'rollback')),
  base int not null check (base = number - 1),
  restores int references haechi.versions (number)
);

-- Counts by hour since the epoch, added to every few seconds: most rows change in place.
create table haechi.rule_hours (
  hour int not null,
  rule text not null,
  fired int8 not null,
  shadow int8 not null,
  unknown int8 not null,
  primary key (hour, rule)
) with (fillfactor = 70);

-- How many events there were to fire on.
create table haechi.event_hours (
  hour int not null,
  type text not null,
  world text not null,
  events int8 not null,
  primary key (hour, type, world)
) with (fillfactor = 70);
`,
}
