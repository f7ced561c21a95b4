import { expect, test } from 'vitest'
import { heldAnswer } from '../../core/held-answer.fixture.ts'
import { keepFollowing } from './keep-following.ts'
import type { AsideEffects } from './ports.ts'

test('what is tried again is not told as put aside by a look that began before', async () => {
  let aside: AsideEffects[] = [{ kind: 'label', fault: 'SQLSTATE 22P02', count: 3, oldestMs: 0 }]
  const reads = heldAnswer(() => [...aside])
  const following = keepFollowing({
    follower: {
      follow: async () => 0,
      aside: reads.ask,
      async retryAside() {
        aside = []
        return 3
      },
    },
    ...{ carriers: {} as never, clock: { now: () => 0 }, tell: () => {} },
  })
  await following.look()
  expect(following.aside).toHaveLength(1)
  const letGo = reads.holdNext()
  const older = following.look()
  const retried = following.retry()
  await letGo()
  await Promise.all([older, retried])
  expect(following.aside).toEqual([])
  await following.stop()
})
