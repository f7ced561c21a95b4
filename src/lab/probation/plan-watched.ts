import type { ModelRecord } from '../registry/model.ts'
import type { ServingModels } from '../registry/ports.ts'
import type { ModelId } from '../train/candidate.ts'
import { type Design, LABEL_SHARES, STRATA, type Stratum } from './design.ts'
import { dayOf, type WatchedModel } from './plan-batch.ts'
import { probabilityOf } from './plan-probabilities.ts'
import type { CellSum, DrawnSum } from './ports.ts'
import type { ProbationSettings } from './probation-settings.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What was seen since yesterday, and drawn today. */
export interface Sums {
  readonly cells: readonly CellSum[]
  readonly drawn: readonly DrawnSum[]
}

/** The models of a task that are proved or watched, each under its design. */
export function designsOf({
  live,
  canary,
  shadows,
}: ServingModels): { record: ModelRecord; design: Design }[] {
  return [
    ...(live === undefined ? [] : [{ record: live, design: 'watch' as const }]),
    ...(canary === undefined ? [] : [{ record: canary, design: 'canary' as const }]),
    ...shadows.map((record) => ({ record, design: 'probation' as const })),
  ]
}

/**
 * The models of a task with the probability of each stratum, so that its labels of a day are shared among them and last
 * the day. `boost`: by how much drift raises the labels of a model.
 */
export function planWatched(
  task: ServingModels,
  { labelsPerDay }: Pick<ProbationSettings, 'labelsPerDay'>,
  sums: Sums,
  nowMs: number,
  boost: ReadonlyMap<ModelId, number> = new Map(),
): WatchedModel[] {
  const all = designsOf(task)
  return all.map(({ record, design }): WatchedModel => {
    const labels = (labelsPerDay / all.length) * (boost.get(record.id) ?? 1)
    return {
      ...{ model: record.id, task: task.task, design, thresholds: record.manifest.thresholds },
      incumbent:
        design === 'canary' && task.live !== undefined
          ? { model: task.live.id, thresholds: task.live.manifest.thresholds }
          : undefined,
      probabilities: probabilitiesOf(record, design, labels, sums, nowMs),
    }
  })
}

function probabilitiesOf(
  record: ModelRecord,
  design: Design,
  labels: number,
  { cells, drawn }: Sums,
  nowMs: number,
): WatchedModel['probabilities'] {
  const today = dayOf(nowMs)
  const own = drawn.filter(({ model }) => model === record.id)
  // Counts are kept by day, and go on when a model is given another share or goes live: they reach back to the beginning
  // of yesterday, or to when it was first drawn from. What two models differ in is counted since it is a canary.
  const hoursOf = (stratum: Stratum) => {
    const isDifference = stratum === 'new-only' || stratum === 'old-only'
    const counting = isDifference ? own.filter((one) => one.design === design) : own
    const firstMs = Math.min(record.changedMs, ...counting.map((one) => one.firstMs))
    return (nowMs - Math.max((today - 1) * DAY_MS, firstMs)) / HOUR_MS
  }
  const hoursLeft = ((today + 1) * DAY_MS - nowMs) / HOUR_MS
  const planned = new Map<Stratum, number>()
  for (const stratum of STRATA) {
    const share = LABEL_SHARES[design][stratum]
    if (share === undefined) continue
    const seen = cells.reduce(
      (sum, one) => sum + (one.model === record.id && one.cell === stratum ? one.count : 0),
      0,
    )
    const used = own.find((one) => one.design === design && one.stratum === stratum)
    const pace = { drawn: used?.drawn ?? 0, seen, hours: hoursOf(stratum), hoursLeft }
    planned.set(stratum, probabilityOf(stratum, labels * share, pace))
  }
  // What two models differ in is drawn alike on both sides, so that what was judged can be counted as it is.
  const differ = [planned.get('new-only'), planned.get('old-only')]
  if (differ[0] !== undefined && differ[1] !== undefined) {
    const least = Math.min(differ[0], differ[1])
    planned.set('new-only', least).set('old-only', least)
  }
  return Object.fromEntries(planned)
}
