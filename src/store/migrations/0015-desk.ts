/** How reviewers are spared what they need not see, and how much of it they have seen. */
export const desk = {
  number: 15,
  name: 'desk',
  sql: `
-- What the organisation says, in at most one row, and what each person says for themselves: see review/protection/protection.ts.
create table haechi.protection (
  one boolean primary key default true check (one),
  value jsonb not null,
  changed_ms int8 not null
);
create table haechi.own_protection (
  person uuid primary key references haechi.users (id) on delete cascade,
  value jsonb not null,
  changed_ms int8 not null
);

-- Sums by person, slot of five minutes and severity, never which job: they keep limits, and are dropped after 30 days.
create table haechi.exposure (
  person uuid not null references haechi.users (id) on delete cascade,
  slot int4 not null,
  severity smallint not null,
  judged int4 not null,
  passed int4 not null,
  revealed_ms int8 not null,
  first_ms int8 not null,
  last_ms int8 not null,
  primary key (person, slot, severity)
) with (fillfactor = 85);
create index on haechi.exposure (slot);
`,
}
