import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulesetOf } from '../engine/memory.fixture.ts'
import { writeHistory } from '../history/history.fixture.ts'
import type { PackFiles } from '../pack/pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { Chance } from '../rules/differential/chance.fixture.ts'
import { comparePacks } from './compare-packs.ts'
import { memoryPack } from './memory-pack.fixture.ts'
import { type Lived, live } from './prove-replay.fixture.ts'

const chance = new Chance(5)
const FILES: PackFiles = { ...SMALL_PACK, ...memoryPack(chance) }
const RULESET = rulesetOf(FILES)
const folder = mkdtempSync(join(tmpdir(), 'haechi-compare-'))
const dir = join(folder, 'history')
let lived: Lived
let range: { from: number; to: number }

beforeAll(async () => {
  lived = await live(RULESET, chance, 1500)
  await writeHistory(dir, RULESET.pack.eventTypes.values(), lived.records, 400)
  range = { from: lived.records[0]!.received, to: lived.records.at(-1)!.received + 1 }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a pack beside itself changes nothing', async () => {
  const compared = await comparePacks(dir, { before: RULESET.pack, after: RULESET.pack, ...range })
  expect(compared).toMatchObject({ events: lived.records.length, changed: 0, rules: [] })
  expect(compared.matrix.flat().reduce((sum, one) => sum + one, 0)).toBe(lived.records.length)
})

test('a rule that is taken out is told with all that it fired on, and the verdicts that change', async () => {
  const fired = new Map<string, number>()
  for (const { reasons, shadow } of lived.decisions.values())
    for (const { rule } of [...reasons, ...shadow]) fired.set(rule, (fired.get(rule) ?? 0) + 1)
  // One that no other rule hangs on: it sets no label.
  const gone = RULESET.pack.rules.find(
    (rule) => (fired.get(rule.id) ?? 0) > 0 && rule.effects.every(({ kind }) => !kind.endsWith('label')),
  )!
  const after = { ...RULESET.pack, rules: RULESET.pack.rules.filter((rule) => rule !== gone) }
  const compared = await comparePacks(dir, { before: RULESET.pack, after, ...range })
  const count = fired.get(gone.id)!
  expect(compared.rules).toEqual([{ rule: gone.id, before: count, after: 0, lost: count, won: 0 }])
  const back = await comparePacks(dir, { before: after, after: RULESET.pack, ...range })
  expect(back.rules).toEqual([{ rule: gone.id, before: 0, after: count, lost: 0, won: count }])
  expect(back.changed).toBe(compared.changed)
})
