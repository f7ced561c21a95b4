/** A name of the database itself, by which files beside it (snapshots of counters, the history) know that they belong to it. */
export const databaseId = {
  number: 6,
  name: 'database-id',
  sql: `
create table haechi.database (id uuid not null default gen_random_uuid());
insert into haechi.database default values;
`,
}
