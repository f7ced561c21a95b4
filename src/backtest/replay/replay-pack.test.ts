import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proveReplay } from '../prove-replay.fixture.ts'

const freshDir = () => join(mkdtempSync(join(tmpdir(), 'haechi-replay-')), 'history')

test.each([
  [1, 3000],
  [2, 500],
  [3, 20_000],
])(
  'a replay over columns says what live judging recorded (seed %i, slices of %i rows)',
  async (seed, rows) => {
    const proof = await proveReplay({ seed, events: 2000, dir: freshDir(), rows })
    expect(proof.differences).toEqual([])
    // Only if something was there to differ.
    expect(proof.fired).toBeGreaterThan(500)
    expect(proof.labels).toBeGreaterThan(50)
  },
)
