/** What was decided, summed for dashboards. */
export const live = {
  number: 13,
  name: 'live',
  sql: `
-- By the minute ("step" 1) and by the hour ("step" 60). "minute" is the first one, counted from the epoch. Rows of the present are
-- added to every few seconds, so pages leave room to do that in place.
create table haechi.event_counts (
  step int2 not null check (step in (1, 60)),
  minute int not null,
  world text collate "C" not null,
  type text collate "C" not null,
  allow int8 not null,
  nudge int8 not null,
  mask int8 not null,
  hold int8 not null,
  block int8 not null,
  primary key (step, minute, world, type)
) with (fillfactor = 70);

-- Firings of rules, with force and without. "policy" is the id that the rule names, without its version.
create table haechi.firing_counts (
  step int2 not null check (step in (1, 60)),
  minute int not null,
  world text collate "C" not null,
  rule text collate "C" not null,
  policy text collate "C" not null,
  fired int8 not null,
  shadow int8 not null,
  primary key (step, minute, world, rule)
) with (fillfactor = 70);
`,
}
