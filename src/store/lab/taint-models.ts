import type pg from 'pg'
import type { ModelId, NewEntry } from '../../lab/registry/ports.ts'
import { appendEntries, holdChain } from './append-entries.ts'
import { MODELS_CHANNEL } from './change-model.ts'

/** Flags every model of a dataset, within the caller's transaction; gives how many are newly flagged. */
export async function taintModelsWith(
  client: pg.ClientBase,
  dataset: string,
  by: string,
  nowMs: number,
): Promise<number> {
  const head = await holdChain(client)
  const { rows } = await client.query<{ id: ModelId; task: string }>(
    'update haechi.models set tainted = true where dataset = $1 and not tainted returning id, task',
    [dataset],
  )
  const entries = rows.map(({ id }): NewEntry => ({ model: id, kind: 'taint', by, body: { dataset } }))
  await appendEntries(client, head, entries, nowMs)
  for (const task of new Set(rows.map((row) => row.task)))
    await client.query('select pg_notify($1, $2)', [MODELS_CHANNEL, task])
  return rows.length
}
