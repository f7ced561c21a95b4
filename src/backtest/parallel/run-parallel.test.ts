import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulesetOf } from '../../engine/memory.fixture.ts'
import { writeHistory } from '../../history/history.fixture.ts'
import type { PackFiles } from '../../pack/pack.ts'
import { SMALL_PACK } from '../../pack/small-pack.fixture.ts'
import { Chance } from '../../rules/differential/chance.fixture.ts'
import { memoryPack } from '../memory-pack.fixture.ts'
import { live } from '../prove-replay.fixture.ts'
import type { BacktestReport } from '../report/report.ts'
import { type BacktestAsked, runBacktest } from '../run-backtest.ts'

const chance = new Chance(23)
const FILES: PackFiles = { ...SMALL_PACK, ...memoryPack(chance) }
const folder = mkdtempSync(join(tmpdir(), 'haechi-parallel-'))
const dir = join(folder, 'history')
const worker = join(import.meta.dirname, '..', '..', '..', '.cache', `replay-${process.pid}.mjs`)
let from: number
let to: number

beforeAll(async () => {
  const ruleset = rulesetOf(FILES)
  const { records } = await live(ruleset, chance, 2500)
  await writeHistory(dir, ruleset.pack.eventTypes.values(), records, 500)
  from = records[0]!.received
  to = records.at(-1)!.received + 1
  await build({
    entryPoints: [join(import.meta.dirname, 'replay.worker.ts')],
    ...{ outfile: worker, bundle: true, format: 'esm', platform: 'node', packages: 'external' },
    logLevel: 'error',
  })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(worker, { force: true })
})

async function report(
  asked: Pick<BacktestAsked, 'subject'> & Partial<BacktestAsked>,
  signal?: AbortSignal,
  rows = 300,
) {
  let now = 0
  const parts = {
    dir,
    stopwatch: () => now++,
    cpuMs: () => now++,
    worker: pathToFileURL(worker),
    fewEvents: 0,
    rows,
  }
  const outcome = await runBacktest({ ...parts, ...(signal && { signal }) }, { from, to, ...asked })
  if (!outcome.ok) throw new Error(outcome.why)
  return { ...outcome.report, cost: {} as BacktestReport['cost'] }
}

test.each([2, 3])(
  '%i threads say what one says: counters, labels, canaries, examples and all',
  async (threads) => {
    const subject = { kind: 'pack', files: FILES } as const
    const alone = await report({ subject, threads: 1 }, undefined, 100_000)
    expect(alone.verdicts.changed).toBe(0)
    expect(await report({ subject, threads })).toEqual(alone)
  },
)

test('so they do of a part of the history, with counters warmed up and labels taken from what was recorded', async () => {
  const subject = { kind: 'pack', files: FILES } as const
  const part = { subject, from: from + Math.floor((to - from) / 2) }
  expect(await report({ ...part, threads: 2 })).toEqual(await report({ ...part, threads: 1 }))
})

test('one rule with what its labels hang on', async () => {
  const subject = { kind: 'rule', files: FILES, rule: 'r9' } as const
  expect(await report({ subject, threads: 2 })).toEqual(await report({ subject, threads: 1 }))
})

test('work that is called off ends, with all its threads', async () => {
  const subject = { kind: 'pack', files: FILES } as const
  const off = new AbortController()
  const under = report({ subject, threads: 2 }, off.signal)
  setTimeout(() => off.abort(), 50)
  await expect(under).rejects.toThrow()
})
