import { expect, test } from 'vitest'
import type { ModelRecord } from '../registry/model.ts'
import type { Manifest, ModelId } from '../train/candidate.ts'
import type { Design, Stratum } from './design.ts'
import { dayOf } from './plan-batch.ts'
import { planWatched } from './plan-watched.ts'

const HOUR_MS = 3_600_000
const NEW = 'mdl-new' as ModelId
const NOON = Date.UTC(2026, 0, 31, 12)

function recordOf(state: 'shadow' | 'canary' | 'live', share: number, changedMs: number): ModelRecord {
  const manifest = { thresholds: { review: 0.3, act: 0.8, actForGood: undefined } } as unknown as Manifest
  return { ...{ id: NEW, task: 't', manifest, state, share, changedMs } } as ModelRecord
}

/** What was counted of the model by noon, and when each of its designs drew first. */
function sumsOf(counted: Partial<Record<Stratum, number>>, first: Partial<Record<Design, number>>) {
  return {
    cells: Object.entries(counted).map(([cell, count]) => ({
      ...{ model: NEW, day: dayOf(NOON), type: 'chat.message', cell: cell as Stratum, count },
    })),
    drawn: Object.entries(first).map(([design, firstMs]) => ({
      ...{ model: NEW, design: design as Design, stratum: 'act' as const, drawn: 0, firstMs },
    })),
  }
}

const none = { live: undefined, canary: undefined, shadows: [], lastGood: undefined }

test('a canary that was given a larger share just now goes on to be judged as fast as before', () => {
  // 3,000 differences an hour for two hours, of which 2,400 are to be judged in the twelve that are left.
  const sums = sumsOf(
    { 'new-only': 6000, 'old-only': 0 },
    { probation: NOON - 30 * HOUR_MS, canary: NOON - 2 * HOUR_MS },
  )
  const chances = [NOON - 2 * HOUR_MS, NOON - 1000].map((changedMs) => {
    const task = { ...none, task: 't', canary: recordOf('canary', 0.05, changedMs) }
    return planWatched(task, { labelsPerDay: 8000 }, sums, NOON)[0]!.probabilities['new-only']
  })
  expect(chances).toEqual([0.05, 0.05])
})

test('a model that went live just now is watched from the start, by all that was counted of it', () => {
  const sums = sumsOf({ act: 24_000 }, { probation: NOON - 24 * HOUR_MS, canary: NOON - 6 * HOUR_MS })
  const task = { ...none, task: 't', live: recordOf('live', 1, NOON - 1000) }
  expect(planWatched(task, { labelsPerDay: 2400 }, sums, NOON)[0]!.probabilities.act).toBe(0.1)
})

test('nothing is counted from before the beginning of yesterday', () => {
  const sums = sumsOf({ act: 36_000 }, { probation: NOON - 240 * HOUR_MS })
  const task = { ...none, task: 't', shadows: [recordOf('shadow', 0, NOON - 240 * HOUR_MS)] }
  expect(planWatched(task, { labelsPerDay: 2400 }, sums, NOON)[0]!.probabilities.act).toBe(0.1)
})
