import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AccountModel, type ModelOp } from './account-model.fixture.ts'
import {
  ACCOUNT,
  enforcementPack,
  histories,
  ledgerParts,
  MINUTE_MS,
  rowOf,
  rulesOf,
} from './history.fixture.ts'
import type { LedgerState, OutboxEffect } from './ledger/ports.ts'
import { effectsWork, tickWork } from './ledger-work.ts'
import { strikeSum } from './strike-sum.ts'

const pack = enforcementPack()
const START_MS = 1_750_000_000_000

function emptyState(): LedgerState {
  return {
    sequences: new Map(),
    enforcements: [],
    strikes: [],
    statements: [],
    decisions: new Map(),
    annotations: new Map(),
  }
}

/** A history carried out on one state, effects that happen at one time in one batch or one by one. */
function carried(history: readonly ModelOp[], together: boolean) {
  const parts = ledgerParts(pack)
  const state = emptyState()
  let nowMs = START_MS
  let batch: OutboxEffect[] = []
  const flush = () => {
    if (batch.length > 0) effectsWork(parts, batch, nowMs)(state)
    batch = []
  }
  for (const op of history) {
    if (op.kind === 'wait') {
      flush()
      nowMs += op.ms ?? MINUTE_MS
      tickWork(parts, [], nowMs)(state)
    } else {
      batch.push(rowOf(op, nowMs)!)
      if (!together) flush()
    }
  }
  flush()
  tickWork(parts, [], nowMs)(state)
  return { state, nowMs }
}

function inForce({ enforcements }: LedgerState): string[] {
  return enforcements
    .filter(({ state }) => state === 'applied')
    .map(({ name, untilMs }) => `${name} ${untilMs ?? Number.POSITIVE_INFINITY}`)
    .sort()
}

function sumOf({ strikes }: LedgerState, nowMs: number): number {
  const standing = strikes.filter(({ reversedMs }) => reversedMs === undefined)
  const forever = { withinMs: Number.POSITIVE_INFINITY, families: undefined }
  return strikeSum(standing, pack.strikes.foldMs, forever, nowMs)
}

test('whatever happens to an account, it stands where the simplest model says', () => {
  fc.assert(
    fc.property(histories, fc.boolean(), (history, together) => {
      const model = new AccountModel(rulesOf(pack))
      let modelMs = START_MS
      for (const op of history) {
        if (op.kind === 'wait') modelMs += op.ms ?? MINUTE_MS
        model.do(op, modelMs)
      }
      const { state, nowMs } = carried(history, together)
      expect(inForce(state)).toEqual(model.inForce(nowMs))
      expect(sumOf(state, nowMs)).toBe(model.sum(nowMs))
      expect(state.enforcements.map(({ state }) => state).sort()).toEqual(
        model.held.map(({ state }) => state).sort(),
      )
    }),
    { numRuns: 2000 },
  )
})

test('a decision taken back leaves the account as if it had never been, when no threshold took part', () => {
  fc.assert(
    fc.property(histories, fc.nat(9), (history, decision) => {
      const asked = history.filter(({ kind }) => kind === 'enforce' || kind === 'wait')
      const reversed: ModelOp = { ...blank, kind: 'reverse', decision }
      const { state, nowMs } = carried([...asked, reversed], true)
      const never = carried(
        asked.filter((op) => op.kind === 'wait' || op.decision !== decision),
        true,
      )
      expect(inForce(state)).toEqual(inForce(never.state))
      expect(sumOf(state, nowMs)).toBe(sumOf(never.state, nowMs))
    }),
    { numRuns: 1000 },
  )
})

const blank: ModelOp = { kind: 'wait', decision: 0, family: 'harassment', weight: 1, name: 'mute', ms: null }

test('what is taken back at once leaves no trace in what counts, thresholds included', () => {
  fc.assert(
    fc.property(
      histories,
      fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 3 }),
      (history, weights) => {
        const extra = weights.flatMap((weight): ModelOp[] => [
          { ...blank, kind: 'strike', decision: 99, weight },
          { ...blank, kind: 'enforce', decision: 99, name: 'suspend' },
        ])
        const { state, nowMs } = carried(
          [...history, ...extra, { ...blank, kind: 'reverse', decision: 99 }],
          true,
        )
        const never = carried(history, true)
        expect(inForce(state)).toEqual(inForce(never.state))
        expect(sumOf(state, nowMs)).toBe(sumOf(never.state, nowMs))
      },
    ),
    { numRuns: 1000 },
  )
})

test('the numbers of what the world is told of a target have neither gaps nor doubles', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const parts = ledgerParts(pack)
      const state = emptyState()
      const told: number[] = []
      let nowMs = START_MS
      for (const op of history) {
        nowMs += MINUTE_MS
        const row = rowOf(op, nowMs)
        const { messages } = effectsWork(parts, row === undefined ? [] : [row], nowMs)(state)
        for (const { type, data, target } of messages)
          if (type.startsWith('enforcement.')) {
            expect(target).toBe(ACCOUNT)
            told.push((data as { sequence: number }).sequence)
          }
      }
      expect(told).toEqual(told.map((_, i) => i + 1))
    }),
    { numRuns: 500 },
  )
})
