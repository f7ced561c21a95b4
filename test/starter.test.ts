import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { oneLine } from '../src/core/diagnostic.ts'
import { VERDICT_RANK } from '../src/core/verdict.ts'
import { type CheckedPack, checkPack } from '../src/pack/check-pack.ts'
import { checkPackTests } from '../src/pack/check-pack-tests.ts'
import type { Pack, PackFiles } from '../src/pack/pack.ts'
import { readPackFolder } from '../src/pack/read-pack.ts'
import { runTests, type TestRun } from '../src/story/run-tests.ts'
import {
  DSA_CATEGORIES,
  DSA_KEYWORDS,
  OPENAI_CATEGORIES,
  PERSPECTIVE_ATTRIBUTES,
} from './outside-names.fixture.ts'

let files: PackFiles
let checked: CheckedPack
let pack: Pack

beforeAll(async () => {
  files = await readPackFolder(fileURLToPath(new URL('../starter', import.meta.url)))
  checked = checkPack(files)
  pack = checked.pack!
})

test('the pack has no mistakes and nothing superfluous', () => {
  expect(checked.diagnostics.map(oneLine)).toEqual([])
})

describe('the taxonomy', () => {
  const leaves = () => [...pack.policies.values()]

  test('has 18 categories, a file each', () => {
    const categories = new Set(leaves().map(({ id }) => id.split('.')[0]))
    expect(categories.size).toBe(18)
    for (const { id, place } of leaves()) expect(place.file).toBe(`policies/${id.split('.')[0]}.yaml`)
  })

  test('every policy has a category and a keyword that the DSA database knows', () => {
    expect(DSA_KEYWORDS.length).toBe(69)
    for (const { id, legal } of leaves()) {
      expect(legal, id).toMatchObject({ dsa: { category: expect.any(String), keywords: expect.any(Array) } })
      const { category, keywords } = (legal as { dsa: { category: string; keywords: string[] } }).dsa
      expect(DSA_CATEGORIES, id).toContain(category)
      expect(keywords.length, id).toBeGreaterThan(0)
      for (const keyword of keywords) expect(DSA_KEYWORDS, id).toContain(keyword)
    }
  })

  test.each([
    ['openai', OPENAI_CATEGORIES],
    ['perspective', PERSPECTIVE_ATTRIBUTES],
  ])('every name of %s maps back to a policy', (system, names) => {
    for (const name of names)
      expect(
        leaves().some(({ maps }) => maps[system]?.includes(name)),
        name,
      ).toBe(true)
  })

  test('every policy speaks Korean and English: title, guideline, and a notice of its own', () => {
    for (const { id, title, guideline, notice } of leaves()) {
      for (const texts of [title, guideline, notice]) {
        expect(texts.ko, id).toMatch(/[가-힣]/)
        expect(texts.en, id).toMatch(/^[^가-힣]+$/)
      }
      // Players are addressed politely.
      expect(notice.ko, id).toMatch(/(니다|세요|습니다)\.$/)
    }
    expect(new Set(leaves().map(({ guideline }) => guideline.en)).size).toBe(pack.policies.size)
    expect(new Set(leaves().map(({ notice }) => notice.ko)).size).toBe(pack.policies.size)
  })

  test('an emergency is held or blocked, and a person looks at it', () => {
    const emergencies = pack.rules.filter(({ policy }) => pack.policies.get(policy)!.severity === 'S0')
    expect(emergencies.length).toBeGreaterThan(3)
    for (const { id, verdict, effects } of emergencies) {
      expect(VERDICT_RANK[verdict ?? 'allow'], id).toBeGreaterThanOrEqual(VERDICT_RANK.hold)
      expect(
        effects.some(({ kind }) => kind === 'job'),
        id,
      ).toBe(true)
    }
  })
})

test('most rules are live, some are tried first', () => {
  const modes = pack.rules.map(({ mode }) => mode.kind)
  expect(modes.filter((mode) => mode === 'live').length).toBeGreaterThan(modes.length / 2)
  expect(modes).toContain('shadow')
  expect(modes).toContain('canary')
})

describe('its own tests', () => {
  let run: TestRun

  beforeAll(async () => {
    const { tests, diagnostics } = checkPackTests(files, pack)
    expect(diagnostics.map(oneLine)).toEqual([])
    run = await runTests(pack, tests, { coverage: true })
  })

  test('pass', () => {
    const failed = run.results.flatMap(({ test: { name }, failures }) =>
      failures.map(
        ({ place, expected, got }) => `${place.file}:${place.line} ${name}: ${expected}; got ${got}`,
      ),
    )
    expect(failed).toEqual([])
    expect(run.results.length).toBeGreaterThan(pack.rules.length)
  })

  test('have for each rule an event on which it fires and one on which it does not', () => {
    expect(run.coverage!.neverFired).toEqual([])
    expect(run.coverage!.oneSided.filter(({ whole }) => whole)).toEqual([])
  })

  test('give every feature', () => {
    expect(run.coverage!.neverGiven).toEqual([])
  })
})
