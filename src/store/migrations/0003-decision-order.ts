/** An order in which decisions can be read on without missing any: that of the transactions that wrote them. */
export const decisionOrder = {
  number: 3,
  name: 'decision-order',
  sql: `
-- Null in rows from before. Read on from (xid, id), only rows with xid < pg_snapshot_xmin(pg_current_snapshot()): a
-- cursor on id alone misses rows of transactions that commit late. int8 rather than xid8, which BRIN cannot index.
alter table haechi.decisions add column xid int8;
alter table haechi.decisions alter column xid set default (pg_current_xact_id()::text::int8);
-- Rows come in the order of xid, so a few pages tell where to look, and an insert pays next to nothing.
create index decisions_xid on haechi.decisions using brin (xid) with (pages_per_range = 32, autosummarize = on);

-- Which server the numbers in xid are of: after a restore from a dump they are another's, and mean nothing.
create table haechi.xid_origin (system text not null);
`,
}
