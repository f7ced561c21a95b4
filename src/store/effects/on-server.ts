import type pg from 'pg'

const SYSTEM = `select s.system_identifier::text as system from pg_control_system() s`

/**
 * The cursor, translated when the database was restored from a dump into another server: its transaction numbers mean
 * nothing there. What the cursor had passed becomes older than any transaction, and the rest counts as written now.
 */
export async function onServer(
  client: pg.ClientBase,
  cursor: { readonly xid: string; readonly seq: string; readonly system: string },
): Promise<{ readonly xid: string; readonly seq: string }> {
  const system = await systemOf(client)
  if (cursor.system === system) return cursor
  const moved = { xid: cursor.xid, seq: cursor.seq }
  if (cursor.system !== '') {
    await client.query(
      `update haechi.effects set xid = case when (xid, seq) > ($1::xid8, $2::int8)
         then pg_current_xact_id() else '1'::xid8 end`,
      [cursor.xid, cursor.seq],
    )
    moved.xid = '1'
    moved.seq = '9223372036854775807'
  }
  await client.query(
    `update haechi.effect_cursors set xid = $1, seq = $2, system = $3 where reader = 'follower'`,
    [moved.xid, moved.seq, system],
  )
  return moved
}

/** As far as we may ask for it; without the right to, a dump can only be restored into the same server. */
async function systemOf(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_function_privilege('pg_control_system()', 'execute') as may`,
  )
  if (!rows[0]!.may) return 'unknown'
  return (await client.query<{ system: string }>(SYSTEM)).rows[0]!.system
}
