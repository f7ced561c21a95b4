/** An order in which decisions can be read on without missing any: that of the transactions that wrote them. */
export const decisionOrder = {
  number: 3,
  name: 'decision-order',
  sql: `
-- Null in rows from before. Read on from (xid, id), only rows with xid < pg_snapshot_xmin(pg_current_snapshot()): a
-- cursor on id alone misses rows of transactions that commit late. A number without an operator to mistake, not xid8.
alter table haechi.decisions add column xid int8;
alter table haechi.decisions alter column xid set default (pg_current_xact_id()::text::int8);
-- Numbers only rise and rows of one transaction share an entry: 0.5 µs and 65 bytes of log an insert (of 20 and 875).
-- BRIN would cost neither, but until it is summed up every look reads all that was written since.
create index decisions_xid on haechi.decisions (xid);

-- Which server the numbers in xid are of: after a restore from a dump they are another's, and mean nothing. "old_until"
-- is the largest id among the rows that have none; null: there are none.
create table haechi.xid_origin (system text not null, old_until uuid);
`,
}
