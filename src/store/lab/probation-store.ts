import type pg from 'pg'
import type { ModelId, ProbationStore } from '../../lab/probation/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import type { Names } from '../names.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { FIRST_WINDOW, readHistory, type Window } from '../read-history.ts'
import { commitBatch } from './commit-batch.ts'
import { foldJudged } from './fold-judged.ts'
import { leaseCursor, releaseCursor, restCursor } from './lab-cursor.ts'
import { lookAtModel } from './look-at-model.ts'
import { readSamples } from './read-samples.ts'
import { sumCells } from './sum-cells.ts'

const PASSED = `select score, account from haechi.lab_samples
  where model = $1 and stratum = 'low' order by number desc limit $2`

/** See `ProbationStore`, on Postgres. */
export function probationStore(parts: {
  readonly pool: pg.Pool
  readonly names: Names
  readonly partitions: PartitionKeeper
  readonly health: HealthWatch
}): ProbationStore {
  const { pool, names, health } = parts
  const window: Window = { xids: FIRST_WINDOW }
  const safe = <T>(work: () => Promise<T>) => available(health, work)
  return {
    lease: (holder, nowMs, untilMs) => safe(() => leaseCursor(pool, holder, nowMs, untilMs)),
    rest: (holder) => safe(() => restCursor(pool, holder)),
    release: (holder) => safe(() => releaseCursor(pool, holder)),
    read: (cursor, limit) =>
      safe(async () => {
        const page = await readHistory(pool, names, { ...cursor }, limit, window)
        return { events: page.decisions, cursor: page.cursor as unknown as typeof cursor, more: page.more }
      }),
    sums: (models, sinceDay) => safe(() => sumCells(pool, models, sinceDay)),
    commit: (from, to, batch, jobs) => safe(() => commitBatch(parts, from, to, batch, jobs)),
    fold: (model, design, nowMs, work) => safe(() => foldJudged(pool, { model, design }, nowMs, work)),
    look: (model, design) => safe(() => lookAtModel(pool, { model, design })),
    passedScores: (model, limit) =>
      safe(async () => {
        const { rows } = await pool.query<{ score: number; account: string }>(PASSED, [model, limit])
        return rows
      }),
    samples: (model: ModelId, design, after, limit) =>
      safe(() => readSamples(pool, { model, design }, after, limit)),
  }
}
