/** Event keys are inserted and later deleted in bulk: no vacuum of what is merely new, their index sums itself up. */
export const quietKeys = {
  number: 2,
  name: 'quiet-keys',
  sql: `
-- A vacuum after mere inserts writes every page once more, and after a checkpoint also into the log. It was needed
-- only to sum up new pages for the BRIN index, which the index asks for by itself now.
do $$ begin
  for i in 0..15 loop
    execute format('alter table haechi.event_keys_%s set (autovacuum_vacuum_insert_threshold = -1)', i);
    execute format('alter index haechi.event_keys_%s_expires_idx set (autosummarize = on)', i);
  end loop;
end $$;
`,
}
