import { getConformanceSuite, type IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js'
import { expect, test } from 'vitest'
import { failureOf } from './conformance.fixture.ts'
import { LEFT_OUT } from './conformance-left-out.fixture.ts'

interface Case {
  /** `section/name`, the second of one name as `section/name#2`. */
  readonly id: string
  readonly section: string
  readonly original: Parameters<typeof failureOf>[0]
}

function casesOf(suite: IncrementalTestSuite, path: string): Case[] {
  const seen = new Map<string, number>()
  const own = suite.tests.map(({ original }) => {
    const times = (seen.get(original.name) ?? 0) + 1
    seen.set(original.name, times)
    return {
      id: `${path}/${original.name.replaceAll(' ', '_')}${times > 1 ? `#${times}` : ''}`,
      section: path,
      original,
    }
  })
  return [
    ...own,
    ...suite.suites.flatMap((inner) => casesOf(inner, path ? `${path}/${inner.name}` : inner.name)),
  ]
}

const cases = casesOf(getConformanceSuite(), '')
const leftOut = new Map<string, string>()
for (const { reason, tests } of LEFT_OUT)
  for (const [section, names] of Object.entries(tests)) {
    const ids =
      names === '*'
        ? cases.filter((one) => one.section === section).map(({ id }) => id)
        : names
            .trim()
            .split(/\s+/)
            .map((name) => `${section}/${name}`)
    for (const id of ids) leftOut.set(id, reason)
  }

const failures = new Map(cases.map(({ id, original }) => [id, failureOf(original)]))

test('every conformance test passes but those left out', () => {
  const failed = cases.filter(({ id }) => failures.get(id) !== undefined && !leftOut.has(id))
  expect(failed.map(({ id, original }) => `${id}: ${original.expr}: ${failures.get(id)}`)).toEqual([])
  const passed = cases.length - leftOut.size
  console.log(`CEL conformance: ${passed} of ${cases.length} tests pass, ${leftOut.size} are left out`)
})

test('no test that is left out would pass', () => {
  expect([...leftOut.keys()].filter((id) => failures.get(id) === undefined && failures.has(id))).toEqual([])
})

test('every entry of the list names a test, and the suite is the one that was read', () => {
  expect([...leftOut.keys()].filter((id) => !failures.has(id))).toEqual([])
  expect(failures.size).toBe(cases.length)
  expect(cases.length).toBeGreaterThan(2300)
})
