import { expect, test } from 'vitest'
import { heldAnswer } from '../../core/held-answer.fixture.ts'
import type { EndpointId } from '../../core/ids.ts'
import { startDispatch } from './dispatch.ts'
import type { DeliveryQueue } from './ports.ts'

const ENDPOINT = 'end-1' as EndpointId

/** A queue of one endpoint for which nothing is due at first; how often it was asked what is, and for a turn. */
function queueOf() {
  const asked = { due: 0, turns: 0 }
  const isDue = { now: false }
  const due = heldAnswer(() => {
    asked.due++
    return isDue.now ? [ENDPOINT] : []
  })
  const turns = heldAnswer(() => {
    asked.turns++
    return undefined
  })
  const queue: Pick<DeliveryQueue, 'due' | 'turn' | 'upkeep'> = {
    due: due.ask,
    turn: turns.ask,
    upkeep: async () => ({ gaveUp: 0, waiting: 0, dead: 0, open: 0 }),
  }
  const dispatcher = startDispatch(
    {
      ...{ queue: queue as DeliveryQueue, post: async () => ({ result: 'delivered' }) as never },
      ...{ now: () => 0, random: () => 0, tell: () => {} },
    },
    { pollMs: 3_600_000 },
  )
  return { asked, isDue, due, turns, dispatcher }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('who wakes it while it looks has it look once more', async () => {
  const { asked, isDue, due, dispatcher } = queueOf()
  await turn()
  const letGo = due.holdNext()
  dispatcher.wake()
  await turn()
  isDue.now = true
  dispatcher.wake()
  expect(asked).toEqual({ due: 2, turns: 0 })
  await letGo()
  expect(asked).toEqual({ due: 3, turns: 1 })
  await dispatcher.stop()
})

test('what is due while an endpoint has its turn is taken in another', async () => {
  const { asked, isDue, turns, dispatcher } = queueOf()
  await turn()
  isDue.now = true
  const letGo = turns.holdNext()
  for (const _ of [1, 2]) {
    dispatcher.wake()
    await turn()
  }
  expect(asked.turns).toBe(1)
  await letGo()
  expect(asked.turns).toBe(2)
  await dispatcher.stop()
})
