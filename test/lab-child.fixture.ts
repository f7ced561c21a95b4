// The follower of the lab reduced to its store, for tests that kill it. Arguments: database URL, model.

import { foldProbation } from '../src/lab/probation/fold-probation.ts'
import { planBatch, type WatchedModel } from '../src/lab/probation/plan-batch.ts'
import { planMove } from '../src/lab/registry/plan-move.ts'
import { Task } from '../src/lab/task.ts'
import type { ModelId } from '../src/lab/train/candidate.ts'
import { openStore } from '../src/store/open-store.ts'

const [databaseUrl, model] = process.argv.slice(2) as [string, ModelId]
const store = await openStore({ databaseUrl }, { log: () => undefined })
const thresholds = { review: undefined, act: 0.5, actForGood: undefined }
const watched: WatchedModel = {
  ...{ model, task: 't', design: 'probation', thresholds, incumbent: undefined },
  probabilities: { act: 1 },
}
const holder = crypto.randomUUID()
process.stdout.write('open\n')
for (;;) {
  // A lease of no time at all: whoever comes next need not wait for one that was killed.
  const cursor = await store.probation.lease(holder, Date.now(), Date.now() + 1)
  if (cursor === undefined) continue
  const page = await store.probation.read(cursor, 20)
  const events = page.events.map(({ decision }) => ({
    ...{
      decision: decision.decision,
      type: decision.type,
      account: decision.actor!,
      scores: new Map([[model, 0.9]]),
    },
    atMs: Date.parse(decision.receivedAt),
  }))
  await store.probation.commit(cursor, page.cursor, planBatch([watched], events), () => ({
    ...{ queue: 'default', policy: '' },
  }))
  const nowMs = Date.now()
  await store.probation.fold(model, 'probation', nowMs, (given) => {
    const task = Task.parse({ name: 't', probation: { patienceMs: 0 } })
    const folded = foldProbation(task, { thresholds }, given, nowMs + 10)
    // Something to write in the same transaction each time.
    const body = { dataset: '', policyVersion: '', through: folded.through }
    const evidence = [{ kind: 'probation' as const, body }]
    return {
      ...folded,
      plan: folded.through === given.through ? undefined : (seen) => planMove(seen, { evidence }, { nowMs }),
    }
  })
}
