import type pg from 'pg'
import type { Changed, ModelId, ModelPatch, Planned, SeenModel } from '../../lab/registry/ports.ts'
import { appendEntries, holdChain } from './append-entries.ts'
import { type EntryRow, entryOf, MODEL_COLUMNS, type ModelRow, modelOf } from './model-row.ts'

/** Told with the task whenever something of a model has changed. */
export const MODELS_CHANNEL = 'haechi_models'

const PEERS = `select ${MODEL_COLUMNS} from haechi.models
  where task = $1 and id <> $2 and (state in ('canary', 'live') or last_good) order by serial`

const UPDATE = `update haechi.models set state = coalesce($2, state), authority = coalesce($3, authority),
  certified = coalesce($4, certified), cap = coalesce($5, cap), share = coalesce($6, share),
  last_good = coalesce($7, last_good), tainted = coalesce($8, tainted), changed_ms = $9 where id = $1`

/**
 * Changes a model within the caller's transaction, which holds the chain until its end: do it last. What `plan` refuses
 * is not done, and the transaction may go on. Undefined: there is no such model.
 */
export async function changeModelWith(
  client: pg.ClientBase,
  id: ModelId,
  plan: (seen: SeenModel) => Planned,
  nowMs: number,
): Promise<Changed | undefined> {
  const head = await holdChain(client)
  const record = await modelWith(client, id)
  if (record === undefined) return undefined
  const log = await client.query<EntryRow>(
    'select * from haechi.model_log where model = $1 order by number',
    [id],
  )
  const { rows } = await client.query<ModelRow>(PEERS, [record.task, id])
  const entries = log.rows.map(entryOf)
  const planned = plan({ record, entries, peers: rows.map(modelOf), next: head.number + 1 })
  if (!planned.ok) return planned
  const { change } = planned
  const added = await appendEntries(client, head, change.entries, nowMs)
  // Who leaves a place leaves it before the next one comes: the schema allows one of each.
  const order = [...change.models].sort((a, b) => comes(a.set) - comes(b.set))
  for (const { id: one, set } of order)
    await client.query(UPDATE, [
      one,
      ...[set.state, set.authority, set.certified, set.cap, set.share, set.isLastGood, set.isTainted],
      Math.trunc(nowMs),
    ])
  await client.query('select pg_notify($1, $2)', [MODELS_CHANNEL, record.task])
  return { ok: true, record: (await modelWith(client, id))!, entries: added }
}

function comes({ state, isLastGood }: ModelPatch): number {
  if (state === 'live' || state === 'canary') return 2
  return isLastGood === true ? 1 : 0
}

async function modelWith(client: pg.ClientBase, id: ModelId) {
  const { rows } = await client.query<ModelRow>(`select ${MODEL_COLUMNS} from haechi.models where id = $1`, [
    id,
  ])
  return rows[0] && modelOf(rows[0])
}
