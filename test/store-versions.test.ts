import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VersionRecord } from '../src/api/versions/ports.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { databaseUrlOf, freshFolder, removeFolder } from './store-tools.fixture.ts'

const dataDir = freshFolder()
let store: Store
let second: Store

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: () => undefined })
  // Another process on the same database.
  second = await openStore({ databaseUrl: databaseUrlOf(dataDir) }, { log: () => undefined })
})

afterAll(async () => {
  await second?.close()
  await store?.close()
  removeFolder(dataDir)
})

const bytes = (files: Record<string, string>) => new TextEncoder().encode(JSON.stringify(files))

function next(base: number, ruleset: string): Omit<VersionRecord, 'number'> {
  const appliedAt = '2026-11-23T09:00:00.000Z'
  return { base, ruleset, appliedAt, appliedBy: 'tests', why: 'to see', via: 'apply', restores: undefined }
}

describe('versions', () => {
  test('are numbered from 1, and keep who, when, why and their files', async () => {
    expect(await store.versions.latest()).toBe(undefined)
    const files = { 'haechi.yaml': 'haechi: 1 # 한국어 🐉\n' }
    const first = await store.versions.record(next(0, 'r-1'), bytes(files))
    expect(first).toEqual({ number: 1, ...next(0, 'r-1') })
    expect(await second.versions.latest()).toEqual(first)
    expect(await second.versions.get(1)).toEqual(first)
    expect(JSON.parse((await second.versions.filesOf('r-1'))!)).toEqual(files)
    expect((await second.rulesets.get('r-1'))?.files).toEqual(files)
  })

  test('one that was prepared on another version than the latest is not recorded, nor are its files', async () => {
    expect(await store.versions.record(next(0, 'r-late'), bytes({}))).toBe(undefined)
    expect(await store.versions.record(next(7, 'r-late'), bytes({}))).toBe(undefined)
    expect(await store.rulesets.get('r-late')).toBe(undefined)
  })

  test('of many that come at once from two processes on the same base, one is recorded', async () => {
    for (let round = 0; round < 5; round++) {
      const base = (await store.versions.latest())!.number
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          (i % 2 ? store : second).versions.record(next(base, `r-${round}-${i}`), bytes({ i: String(i) })),
        ),
      )
      const recorded = outcomes.filter((one) => one !== undefined)
      expect(recorded).toHaveLength(1)
      expect(await store.versions.latest()).toEqual(recorded[0])
      expect(recorded[0]!.number).toBe(base + 1)
    }
  })

  test('a rollback names what it brings back, and needs no files', async () => {
    const { number } = (await store.versions.latest())!
    const back = await store.versions.record(
      { ...next(number, 'r-1'), via: 'rollback', restores: 1 },
      undefined,
    )
    expect(back).toMatchObject({ number: number + 1, ruleset: 'r-1', restores: 1 })
    await expect(store.versions.record(next(number + 1, 'r-unknown'), undefined)).rejects.toThrow()
  })

  test('are listed newest first, page by page', async () => {
    const all = await store.versions.list(100)
    expect(all.map(({ number }) => number)).toEqual(all.map((_, i) => all.length - i))
    const page = await store.versions.list(2, 3)
    expect(page.map(({ number }) => number)).toEqual([2, 1])
  })
})

describe('what rules did by the hour', () => {
  const on = ['chat.message']
  const asked = [
    { rule: 'a', on, worlds: undefined },
    { rule: 'b', on: ['chat.message', 'gift'], worlds: ['plaza'] },
    { rule: 'silent', on: ['nothing'], worlds: undefined },
  ]

  test('adds up over processes, spans and baselines', async () => {
    const event = (hour: number, type: string, world: string, events: number) => ({
      hour,
      type,
      world,
      events,
    })
    const rule = (hour: number, name: string, fired: number, shadow = 0, unknown = 0) => ({
      hour,
      rule: name,
      fired,
      shadow,
      unknown,
    })
    const counts = {
      rules: [rule(10, 'a', 3), rule(11, 'a', 1, 4, 2), rule(12, 'a', 9), rule(11, 'b', 5)],
      events: [
        event(10, 'chat.message', 'plaza', 100),
        event(11, 'chat.message', 'plaza', 50),
        event(11, 'chat.message', 'school', 7),
        event(11, 'gift', 'plaza', 3),
        event(12, 'chat.message', 'plaza', 20),
      ],
    }
    await Promise.all([store.ruleHours.add(counts), second.ruleHours.add(counts)])
    const [a, b, silent] = await store.ruleHours.history(
      asked,
      [
        { from: 12, to: 13 },
        { from: 10, to: 12 },
      ],
      { from: 10, to: 12 },
    )
    expect(a).toEqual({
      rule: 'a',
      since: 10,
      spans: [
        { fired: 18, shadow: 0, unknown: 0, events: 40 },
        { fired: 8, shadow: 8, unknown: 4, events: 314 },
      ],
      baseline: {
        hours: 2,
        n: 314,
        nn: 200 ** 2 + 114 ** 2,
        fired: { y: 16, yy: 6 ** 2 + 10 ** 2, yn: 6 * 200 + 10 * 114 },
        unknown: { y: 4, yy: 16, yn: 4 * 114 },
      },
    })
    expect(b).toMatchObject({
      spans: [
        { fired: 0, events: 40 },
        { fired: 10, events: 306 },
      ],
      baseline: { n: 306, fired: { y: 10, yn: 10 * 106 } },
    })
    expect(silent).toMatchObject({ since: undefined, spans: [{ events: 0 }, { events: 0 }] })
  })

  test('is forgotten when it is old', async () => {
    await store.ruleHours.forget(12, 12 * 60)
    const [a] = await store.ruleHours.history(asked, [{ from: 0, to: 100 }], { from: 0, to: 100 })
    expect(a).toMatchObject({ since: 12, spans: [{ fired: 18, events: 40 }] })
  })
})
