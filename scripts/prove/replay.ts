import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { proveReplay } from '../../src/backtest/prove-replay.fixture.ts'
import type { Proof } from './proof.ts'

/** Events of one batch. */
const EVENTS = 20_000

export const replay: Proof = {
  name: 'replay',
  summary:
    'memory: a replay of history over columns says what live judging recorded, counters and labels included',
  async open() {
    return async (seed, batch) => {
      const dir = join(mkdtempSync(join(tmpdir(), 'haechi-prove-')), 'history')
      // A pack and a history of its own for each batch.
      const own = (Math.imul(seed, 0x9e3779b1) + batch) >>> 0
      const { evaluations, events, counters, fired, labels, differences } = await proveReplay({
        ...{ seed: own, events: EVENTS, dir, rows: 3000 + (own % 9) * 1000 },
      })
      return {
        evaluations,
        figures: { events, counters, fired, labels },
        differences: differences.map((difference) => ({ seed, batch, difference })),
      }
    }
  },
}
