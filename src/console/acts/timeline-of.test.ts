import { expect, test } from 'vitest'
import type { Chain } from '../../api/contract/acts.ts'
import { timelineOf } from './timeline-of.ts'

const at = (second: number) => `2026-11-26T09:00:${String(second).padStart(2, '0')}.000Z`
const id = (prefix: string) => `${prefix}-${'0'.repeat(32)}`
const nothing: Chain = {
  ...{ decisions: [], jobs: [], enforcements: [], strikes: [], statements: [], appeals: [], reversals: [] },
}
const chainOf = (parts: object) => ({ ...nothing, ...parts }) as Chain

test('a matter is told from the decision to the reversal, each thing when it happened', () => {
  const chain = chainOf({
    decisions: [{ id: id('d'), at: at(1), verdict: 'block', reasons: [] }],
    jobs: [
      {
        job: id('job'),
        createdAt: at(5),
        closedAt: at(8),
        judgements: [{ annotation: id('ann'), at: at(6) }],
      },
    ],
    enforcements: [
      { id: id('enf'), endedAt: at(9), state: 'reversed', causes: [{ at: at(2), reversedAt: at(9) }] },
    ],
    strikes: [{ id: id('str'), at: at(1) }],
    statements: [
      { id: id('sor'), at: at(2), kind: 'enforcement' },
      { id: `${id('sor')}2`, at: at(9), kind: 'correction' },
    ],
    appeals: [{ id: id('app'), at: at(5), decidedAt: at(8) }],
    reversals: [{ decision: id('d'), at: at(9), appeal: id('app') }],
  })
  expect(timelineOf(chain).map(({ kind }) => kind)).toEqual([
    ...['decision', 'strike', 'cause', 'statement', 'job', 'appeal', 'judgement'],
    ...['closed', 'decided', 'reversal', 'taken', 'ended', 'statement'],
  ])
})

test('of a blind job it is told neither when it came nor when it went', () => {
  const jobs = [{ job: id('job'), createdAt: null, closedAt: null, judgements: [] }]
  expect(timelineOf(chainOf({ jobs }))).toEqual([])
})

test('every entry has a name of its own', () => {
  const cause = { at: at(2), reversedAt: at(3) }
  const chain = chainOf({
    enforcements: [{ id: id('enf'), endedAt: at(3), state: 'reversed', causes: [cause, cause] }],
  })
  const keys = timelineOf(chain).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toHaveLength(5)
})
