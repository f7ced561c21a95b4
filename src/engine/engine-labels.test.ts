import { expect, test } from 'vitest'
import { decisionIds } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import { changed, SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { createEngine, type Judged } from './engine.ts'

const files = changed(
  'rules/chat.yaml',
  'when: insults.count > 0',
  "when: insults.count > 0 && !actor.labels.has('insulter')",
)
const RULESET = compileRuleset(checkPack(files).pack!)
const PLAIN = compileRuleset(checkPack(SMALL_PACK).pack!)
const NOW = Date.UTC(2026, 0, 31)

function engine(ruleset = RULESET) {
  const one = createEngine({ ruleset, clock: { now: () => NOW }, ids: decisionIds() })
  const judge = (id?: string) => {
    const judged = one.judge({
      ...{ type: 'chat.message', actor: 'account:u1' as never, data: { text: 'you nincompoop' } },
      ...(id === undefined ? {} : { id }),
    }) as Judged
    if (!judged.ok) throw new Error('the event does not fit')
    return judged
  }
  return { judge, isInsulter: () => one.memory.labels.has('account:u1', 'insulter', NOW) }
}

test('the next event sees the label, and the decision tells that it was borne', () => {
  const { judge, isInsulter } = engine()
  const first = judge()
  expect(first.decision).toMatchObject({
    verdict: 'mask',
    effects: expect.arrayContaining([expect.objectContaining({ kind: 'label' })]),
  })
  expect(first.decision.labels).toBe(undefined)
  expect(first.entry.labels).toMatchObject([{ op: 'set', label: 'insulter', entity: 'account:u1' }])
  const second = judge()
  expect(second.decision).toMatchObject({
    ...{ verdict: 'allow', labels: [{ entity: 'account:u1', label: 'insulter' }] },
  })
  expect(second.entry.labels).toBe(undefined)
  first.settled(true)
  second.settled(true)
  expect(isInsulter()).toBe(true)
})

test('a decision that is not stored labels nobody', () => {
  const { judge, isInsulter } = engine()
  judge().settled(false)
  expect(isInsulter()).toBe(false)
  expect(judge().decision.verdict).toBe('mask')
})

test('an event sent twice at once is labelled by whichever is stored', () => {
  for (const stored of [0, 1, undefined]) {
    const { judge, isInsulter } = engine(PLAIN)
    const both = [judge('same'), judge('same')]
    for (const { entry } of both) expect(entry.labels).toHaveLength(1)
    for (const [i, one] of both.entries()) one.settled(i === stored)
    expect(isInsulter()).toBe(stored !== undefined)
  }
})
