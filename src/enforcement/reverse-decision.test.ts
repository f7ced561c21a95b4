import { expect, test } from 'vitest'
import type { AnnotationId, UserId } from '../core/ids.ts'
import { ACCOUNT, decisionNumber, enforcementPack, ledgerParts, MINUTE_MS } from './history.fixture.ts'
import type { LedgerState, OutboxEffect } from './ledger/ports.ts'
import { effectsWork, tickWork } from './ledger-work.ts'
import { strikeSum } from './strike-sum.ts'

const pack = enforcementPack()
const START_MS = 1_750_000_000_000
const policy = 'harassment.insult@3'
const asked = {
  ...{ policy, target: ACCOUNT },
  annotation: `ann-${'1'.repeat(32)}` as AnnotationId,
  by: `usr-${'1'.repeat(32)}` as UserId,
}
const byRule = { policy, target: ACCOUNT, rule: 'speech.insult' }
const reverse = { kind: 'reverse', policy, why: 'fine' } as const

function emptyState(): LedgerState {
  return {
    ...{ sequences: new Map(), enforcements: [], strikes: [], statements: [] },
    ...{ decisions: new Map(), annotations: new Map() },
  }
}

function row(effect: OutboxEffect['effect'], n = 1, type = 'chat.message'): OutboxEffect {
  return {
    ...{ decision: decisionNumber(n), type, world: 'plaza', verdict: 'mask', receivedMs: START_MS },
    ...{ eventId: `e-${n}`, session: undefined, actor: ACCOUNT, target: undefined, effect },
  }
}

const carry = (state: LedgerState, rows: OutboxEffect[], nowMs: number) =>
  effectsWork(ledgerParts(pack), rows, nowMs)(state)
const forever = { withinMs: Number.POSITIVE_INFINITY, families: undefined }
const sum = ({ strikes }: LedgerState, nowMs: number) =>
  strikeSum(
    strikes.filter(({ reversedMs }) => reversedMs === undefined),
    pack.strikes.foldMs,
    forever,
    nowMs,
  )

test('a strike by a rule and its confirmation much later are one strike', () => {
  const state = emptyState()
  const laterMs = START_MS + 90 * MINUTE_MS
  carry(state, [row({ kind: 'strike', ...byRule, weight: 2 })], START_MS)
  carry(state, [row({ kind: 'later-strike', ...asked, weight: 2 })], laterMs)
  expect(state.strikes).toHaveLength(2)
  expect(sum(state, laterMs)).toBe(2)
})

test('without an appeal, only what rules did is taken back', () => {
  const state = emptyState()
  carry(
    state,
    [
      row({ kind: 'strike', ...byRule, weight: 2 }),
      row({ kind: 'enforcement', ...byRule, enforcement: 'mute' }),
      row({ kind: 'later-strike', ...asked, weight: 2 }),
      row({ kind: 'later-enforcement', ...asked, enforcement: 'suspend' }),
    ],
    START_MS,
  )
  const { statements } = carry(state, [row(reverse)], START_MS + 1)
  expect(state.enforcements.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
    'mute reversed',
    'suspend applied',
  ])
  expect(sum(state, START_MS + 1)).toBe(2)
  expect(statements.map(({ kind }) => kind)).toEqual(['correction'])
})

test('an overturned appeal takes everything back, also what people did', () => {
  const state = emptyState()
  carry(
    state,
    [
      row({ kind: 'strike', ...byRule, weight: 2 }),
      row({ kind: 'later-enforcement', ...asked, enforcement: 'suspend' }),
    ],
    START_MS,
  )
  const appeal = {
    ...{ id: `app-${'1'.repeat(32)}`, account: ACCOUNT, statement: `sor-${'1'.repeat(32)}` },
    ...{ decision: decisionNumber(1), enforcement: undefined, world: 'plaza', policy, outcome: 'overturned' },
  } as Parameters<typeof tickWork>[1][number]
  tickWork(ledgerParts(pack), [appeal], START_MS + 1)(state)
  expect(state.enforcements.map(({ state }) => state)).toEqual(['reversed'])
  expect(sum(state, START_MS + 1)).toBe(0)
})
