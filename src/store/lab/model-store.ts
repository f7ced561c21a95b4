import type pg from 'pg'
import type { ModelStore } from '../../lab/registry/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { changeModelWith } from './change-model.ts'
import { type EntryRow, entryOf, MODEL_COLUMNS, type ModelRow, modelOf } from './model-row.ts'
import { readFiles } from './read-files.ts'
import { checkCandidate, registerModelWith } from './register-model.ts'
import { servingModels } from './serving-models.ts'
import { ATTEMPTS, attemptOf, spendAttemptWith } from './spend-attempt.ts'
import { taintModelsWith } from './taint-models.ts'

const LIST = `select ${MODEL_COLUMNS} from haechi.models
  where ($1::text is null or task = $1) and ($2::text[] is null or state = any($2))
    and ($3::text is null or serial < (select serial from haechi.models where id = $3))
  order by serial desc limit $4`

/** The registry on Postgres. */
export function modelStore(pool: pg.Pool, health: HealthWatch): ModelStore {
  const query = <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<R>(text, values))
  const within = <T>(work: (client: pg.ClientBase) => Promise<T>) =>
    available(health, () => inTransaction(pool, work))
  return {
    async register(...asked) {
      checkCandidate(asked[0])
      return within((client) => registerModelWith(client, ...asked))
    },
    async get(id) {
      const { rows } = await query<ModelRow>(`select ${MODEL_COLUMNS} from haechi.models where id = $1`, [id])
      return rows[0] && modelOf(rows[0])
    },
    async list({ task, states, before, limit }) {
      const { rows } = await query<ModelRow>(LIST, [task ?? null, states ?? null, before ?? null, limit])
      return rows.map(modelOf)
    },
    serving: () => servingModels(query),
    async entries(id) {
      const { rows } = await query<EntryRow>(
        'select * from haechi.model_log where model = $1 order by number',
        [id],
      )
      return rows.map(entryOf)
    },
    async chain(after, limit) {
      const { rows } = await query<EntryRow>(
        'select * from haechi.model_log where number > $1 order by number limit $2',
        [after, limit],
      )
      return rows.map(entryOf)
    },
    async head() {
      const { rows } = await query<{ number: string; hash: string }>('select * from haechi.model_log_head')
      return { number: Number(rows[0]!.number), hash: rows[0]!.hash }
    },
    change: (id, plan, nowMs) => within((client) => changeModelWith(client, id, plan, nowMs)),
    files: (id) => readFiles(query, id),
    taint: (dataset, by, nowMs) => within((client) => taintModelsWith(client, dataset, by, nowMs)),
    async attempts(task) {
      const { rows } = await query<Parameters<typeof attemptOf>[0]>(ATTEMPTS, [task])
      return rows.map(attemptOf)
    },
    attempt: (...asked) => within((client) => spendAttemptWith(client, ...asked)),
  }
}
