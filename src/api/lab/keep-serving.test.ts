import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { heldAnswer } from '../../core/held-answer.fixture.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import type { ServingModels } from '../../lab/registry/ports.ts'
import type { Manifest, ModelId } from '../../lab/train/candidate.ts'
import type { Scorer } from '../../lab/train/scorer.ts'
import type { ServedTask } from '../../signals/models/lab/served-task.ts'
import { keepServing } from './keep-serving.ts'

const thresholds = { review: 0.3, act: 0.5, actForGood: undefined }
const NONE = { live: undefined, canary: undefined, shadows: [], lastGood: undefined }

function recordOf(id: string): ModelRecord {
  const manifest = { id, labels: ['violates'], thresholds, files: [] } as unknown as Manifest
  const authority = 'reversible' as const
  return {
    id: id as ModelId,
    task: 't',
    manifest,
    authority,
    certified: authority,
    cap: authority,
  } as ModelRecord
}

const scorer: Scorer = {
  labels: ['violates'],
  score: async (texts) => new Float32Array(texts.length),
}

/** A registry with one task, and what serves by it. */
function registry(first: Partial<ServingModels>) {
  const task = { now: first }
  const reads = heldAnswer(() => ({ latest: 1, tasks: [{ ...NONE, task: 't', ...task.now }] }))
  const opened: string[] = []
  const opens = heldAnswer((manifest: Manifest) => {
    opened.push((manifest as unknown as { id: string }).id)
    return scorer
  })
  const serving = new Map<string, ServedTask>()
  const kept = keepServing({
    models: { serving: reads.ask, files: async () => new Map(), entries: async () => [] },
    ...{ files: undefined, open: opens.ask, serving, stopwatch: () => 0, tell: () => {} },
  })
  return { task, reads, opens, opened, kept, live: () => serving.get('t')?.live?.id }
}

const [good, better, next] = ['mdl-good', 'mdl-better', 'mdl-next'].map(recordOf) as [
  ModelRecord,
  ModelRecord,
  ModelRecord,
]

test('a rollback has effect while another model is still being loaded, which goes on', async () => {
  const { task, opens, opened, kept, live } = registry({ live: better, lastGood: good })
  await kept.look()
  expect(live()).toBe(better.id)
  const letGo = opens.holdNext()
  task.now = { live: better, lastGood: good, shadows: [next] }
  const before = kept.look()
  await turn()
  task.now = { live: good, shadows: [next] }
  const after = kept.look()
  await turn()
  expect(live()).toBe(good.id)
  await letGo()
  await Promise.all([before, after])
  expect(live()).toBe(good.id)
  expect(kept.tasks).toMatchObject([{ live: { id: good.id } }])
  expect(opened, 'each is loaded once').toEqual([better.id, good.id, next.id])
  expect([better, good, next].map(({ id }) => kept.loaded(id) !== undefined)).toEqual([false, true, true])
})

test('of two looks at the registry the one that began last counts, whichever comes back last', async () => {
  const { task, reads, kept, live } = registry({ live: better, lastGood: good })
  await kept.look()
  const letGo = reads.holdNext()
  const older = kept.look()
  task.now = { live: good }
  const newer = kept.look()
  await letGo()
  await Promise.all([older, newer])
  expect(live()).toBe(good.id)
  expect(kept.tasks).toMatchObject([{ live: { id: good.id } }])
})

test('whoever has looked finds what is so then loaded and served, whatever was seen since', async () => {
  const { task, opens, kept, live } = registry({ live: good })
  await kept.look()
  const letGo = opens.holdNext()
  task.now = { live: better, lastGood: good }
  const older = kept.look().then(live)
  await turn()
  const letNextGo = opens.holdNext()
  task.now = { live: better, lastGood: good, shadows: [next] }
  const newer = kept.look()
  await turn()
  expect(live()).toBe(good.id)
  await letGo()
  await letNextGo()
  expect(await older).toBe(better.id)
  await newer
})
