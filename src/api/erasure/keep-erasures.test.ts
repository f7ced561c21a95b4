import { expect, test } from 'vitest'
import type { Erasures, Holds } from '../../access/ports.ts'
import type { EntityRef } from '../../core/entity.ts'
import { decisionIds } from '../../core/id.ts'
import { compileRuleset } from '../../engine/compile-ruleset.ts'
import { createEngine, type Judged } from '../../engine/engine.ts'
import { checkPack } from '../../pack/check-pack.ts'
import { SMALL_PACK } from '../../pack/small-pack.fixture.ts'
import type { KeptAudit } from '../audit/kept-audit.ts'
import { keepErasures } from './keep-erasures.ts'

const NOW = Date.UTC(2026, 0, 31)
const [FIRST, SECOND] = ['account:u1', 'account:u2'] as [EntityRef, EntityRef]

test('who is to be erased while another erasure goes on is forgotten before theirs is done', async () => {
  const ids = decisionIds()
  const clock = { now: () => NOW }
  const engine = createEngine({ ruleset: compileRuleset(checkPack(SMALL_PACK).pack!), clock, ids })
  for (const actor of [FIRST, SECOND]) {
    const event = { type: 'chat.message', actor, data: { text: 'you nincompoop' } }
    const judged = engine.judge(event) as Judged
    if (judged.ok) judged.settled(true)
  }
  const bears = (entity: EntityRef) => engine.memory.labels.has(entity, 'insulter', NOW)
  expect([bears(FIRST), bears(SECOND)]).toEqual([true, true])
  let running = [FIRST]
  let pieces = 0
  const log: Pick<Erasures, 'underWay' | 'work'> = {
    underWay: async () => [...running],
    async work() {
      pieces++
      // The other one is asked for during the first piece, and both are done with the third.
      if (pieces === 1) running = [FIRST, SECOND]
      if (pieces === 3) running = []
      return { more: pieces < 3, ended: [] }
    },
  }
  const kept = keepErasures({
    ...{ log: log as Erasures, holds: {} as Holds, engine, audit: {} as KeptAudit, ids, clock },
    ...{ random: () => {}, tell: () => {} },
  })
  await kept.look()
  expect(pieces).toBe(3)
  expect([bears(FIRST), bears(SECOND)]).toEqual([false, false])
})
