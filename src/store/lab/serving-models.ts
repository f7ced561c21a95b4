import type pg from 'pg'
import type { ModelStore, ServingModels } from '../../lab/registry/ports.ts'
import { MODEL_COLUMNS, type ModelRow, modelOf } from './model-row.ts'

type Query = <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<R>>

// In one statement, so that the number is that of what is read with it.
const SERVING = `select (select number from haechi.model_log_head) as latest, m.* from (select 1) one
  left join (select ${MODEL_COLUMNS}, serial from haechi.models
    where state in ('shadow', 'canary', 'live') or last_good) m on true order by m.serial`

/** What serves, by task, in the order of names. */
export async function servingModels(query: Query): ReturnType<ModelStore['serving']> {
  const { rows } = await query<ModelRow & { latest: string }>(SERVING)
  const models = rows.filter(({ id }) => id !== null).map(modelOf)
  const tasks = [...new Set(models.map(({ task }) => task))].sort().map((task): ServingModels => {
    const own = models.filter((one) => one.task === task)
    return {
      task,
      live: own.find(({ state }) => state === 'live'),
      canary: own.find(({ state }) => state === 'canary'),
      shadows: own.filter(({ state }) => state === 'shadow'),
      lastGood: own.find(({ isLastGood }) => isLastGood),
    }
  })
  return { latest: Number(rows[0]!.latest), tasks }
}
