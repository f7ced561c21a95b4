import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulesetOf } from '../engine/memory.fixture.ts'
import { writeHistory } from '../history/history.fixture.ts'
import type { PackFiles } from '../pack/pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { Chance } from '../rules/differential/chance.fixture.ts'
import { matchesAside } from './matches-aside.ts'
import { memoryPack } from './memory-pack.fixture.ts'
import { type Lived, live } from './prove-replay.fixture.ts'

const chance = new Chance(11)
const FILES: PackFiles = { ...SMALL_PACK, ...memoryPack(chance) }
const RULESET = rulesetOf(FILES)
const folder = mkdtempSync(join(tmpdir(), 'haechi-matches-'))
const worker = join(import.meta.dirname, '..', '..', '.cache', `find-matches-${process.pid}.mjs`)
let lived: Lived

beforeAll(async () => {
  lived = await live(RULESET, chance, 1500)
  await writeHistory(join(folder, 'history'), RULESET.pack.eventTypes.values(), lived.records, 400)
  await build({
    entryPoints: [join(import.meta.dirname, 'find-matches.worker.ts')],
    ...{ outfile: worker, bundle: true, format: 'esm', platform: 'node', packages: 'external' },
    logLevel: 'error',
  })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(worker, { force: true })
})

const aside = () => matchesAside(pathToFileURL(worker), join(folder, 'history'))

test('in a thread of its own, the events are found on which each rule fired then', async () => {
  const fromMs = lived.records[0]!.received
  const toMs = lived.records.at(-1)!.received + 1
  let compared = 0
  for (const { id: rule, worlds } of RULESET.pack.rules.slice(0, 4)) {
    const found: string[] = []
    let events = 0
    const asked = { files: FILES, find: { kind: 'rule', rule }, fromMs, toMs } as const
    for await (const slice of aside()(asked, new AbortController().signal)) {
      found.push(...slice.matches.map(({ decision }) => decision))
      events = slice.events
    }
    const then = [...lived.decisions.values()]
      .filter((one) => [...one.reasons, ...one.shadow].some((reason) => reason.rule === rule))
      .map(({ decision }) => decision)
    expect([rule, worlds, found.sort()]).toEqual([rule, worlds, then.sort()])
    expect(events).toBeGreaterThanOrEqual(lived.records.length)
    compared += then.length
  }
  expect(compared).toBeGreaterThan(10)
})

test('a look that is called off ends, and one that cannot be made says why', async () => {
  const stop = new AbortController()
  stop.abort()
  const rule = RULESET.pack.rules[0]!.id
  const asked = {
    files: FILES,
    find: { kind: 'rule', rule },
    fromMs: 0,
    toMs: Number.MAX_SAFE_INTEGER,
  } as const
  for await (const _ of aside()(asked, stop.signal)) throw new Error('nothing was to come')
  const look = async () => {
    for await (const _ of aside()(
      { ...asked, find: { kind: 'rule', rule: 'no.such' } },
      new AbortController().signal,
    ))
      void _
  }
  await expect(look()).rejects.toThrow(/no\.such|no rule|unknown/)
})
