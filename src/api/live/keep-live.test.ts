import { expect, test } from 'vitest'
import { heldAnswer } from '../../core/held-answer.fixture.ts'
import { keepLive } from './keep-live.ts'
import type { Standing } from './view-now.ts'

const OFTEN = { everyMs: 3_600_000, queuesMs: 0, endpointsMs: 0, rulesMs: 0 }

test('whoever comes after everybody had left is shown nothing of before, whatever was on its way', async () => {
  let nowMs = 1_000_000
  const reads = heldAnswer(() => new Map())
  const live = keepLive(
    {
      ...{ tally: { flush: async () => {} }, rollUps: { recent: reads.ask as never } },
      ...{ queues: async () => [], endpoints: async () => [], rules: async () => [] },
      ...{ state: () => ({ why: [], notes: [], aside: [] }), clock: { now: () => nowMs }, tell: () => {} },
    },
    OFTEN,
  )
  const letGo = reads.holdNext()
  live.listen(
    () => {},
    () => {},
  )()
  await letGo()
  nowMs += 3_600_000
  const shown = await new Promise<Standing>((resolve) => live.listen(resolve, () => {}))
  expect(shown.atMs).toBe(nowMs)
  await live.stop()
})
