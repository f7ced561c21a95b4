/** Up to where there are decisions without a place in the order: behind it nobody need look for any. */
export const oldDecisions = {
  number: 8,
  name: 'old-decisions',
  sql: `
-- The largest id among the rows whose xid is null; null: there are none.
alter table haechi.xid_origin add column old_until uuid;
`,
}
