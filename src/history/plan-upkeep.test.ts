import { expect, test } from 'vitest'
import { addFiles, type NewFile } from './add-files.ts'
import { emptyCatalog } from './catalog.ts'
import { dayOf } from './paths.ts'
import { planUpkeep } from './plan-upkeep.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const T0 = Date.UTC(2026, 10, 20)
const NEVER = () => undefined

function file(fromMs: number, over: Partial<NewFile> = {}): NewFile {
  const id = `d-${fromMs.toString(16).padStart(12, '0')}${'0'.repeat(20)}`
  return {
    path: `f${fromMs}`,
    type: 'chat.message',
    day: dayOf(fromMs),
    rows: 100,
    minId: id,
    maxId: id,
    minReceived: fromMs,
    maxReceived: fromMs + 10_000,
    bytes: 1,
    keepMs: 30 * DAY_MS,
    shape: { id: 'uuid' },
    ...over,
  }
}
const catalogOf = (files: readonly NewFile[]) => addFiles(emptyCatalog('x'), files)
const pathsOf = (upkeep: ReturnType<typeof planUpkeep>) => upkeep?.files.map(({ path }) => path)

test('files whose rows have all reached their age are dropped, by the shorter of two times', () => {
  const catalog = catalogOf([file(T0), file(T0 + DAY_MS), file(T0, { path: 'other', type: 'gift.trade' })])
  expect(planUpkeep(catalog, T0 + 30 * DAY_MS, NEVER)).toBe(undefined)
  const later = T0 + 30 * DAY_MS + 10_000
  expect(planUpkeep(catalog, later, NEVER)).toMatchObject({ drop: true })
  expect(pathsOf(planUpkeep(catalog, later, NEVER))).toEqual([`f${T0}`, 'other'])
  const shorter = (type: string) => (type === 'gift.trade' ? HOUR_MS : undefined)
  expect(pathsOf(planUpkeep(catalog, T0 + 2 * HOUR_MS, shorter))).toEqual(['other'])
  const longer = () => 365 * DAY_MS
  expect(pathsOf(planUpkeep(catalog, later, longer))).toEqual([`f${T0}`, 'other'])
})

test('a file of a short time loses its old rows hour by hour', () => {
  const catalog = catalogOf([file(T0, { keepMs: 4 * HOUR_MS, maxReceived: T0 + 20 * HOUR_MS })])
  expect(planUpkeep(catalog, T0 + 5 * HOUR_MS - 1, NEVER)).toBe(undefined)
  expect(planUpkeep(catalog, T0 + 5 * HOUR_MS, NEVER)).toMatchObject({
    drop: false,
    fromMs: T0 + HOUR_MS + 1,
  })
})

test('eight small files of one day, type and shape become one; others stay apart', () => {
  const seven = Array.from({ length: 7 }, (_, i) => file(T0 + i * 20_000))
  const odd = [
    file(T0 + 200_000, { type: 'gift.trade' }),
    file(T0 + DAY_MS),
    file(T0 + 210_000, { shape: { id: 'uuid', x: 'int' } }),
    file(T0 + 220_000, { rows: 100_000 }),
    file(T0 + 230_000, { rows: 600_000 }),
  ]
  expect(planUpkeep(catalogOf([...seven, ...odd]), T0 + HOUR_MS, NEVER)).toBe(undefined)
  const eighth = file(T0 + 300_000)
  const upkeep = planUpkeep(catalogOf([eighth, ...seven, ...odd]), T0 + HOUR_MS, NEVER)
  expect(pathsOf(upkeep)).toEqual([...seven, eighth].map(({ path }) => path))
  expect(upkeep).toMatchObject({ drop: false, fromMs: undefined })
})

test('no file grows beyond the most', () => {
  const files = Array.from({ length: 8 }, (_, i) => file(T0 + i * 20_000, { rows: 400_000 }))
  expect(pathsOf(planUpkeep(catalogOf(files), T0 + HOUR_MS, NEVER))).toEqual(
    files.slice(0, 5).map(({ path }) => path),
  )
})

test('a day that is over is made whole once, and not again for crumbs', () => {
  const files = [file(T0, { rows: 50_000 }), file(T0 + 20_000, { rows: 9000 })]
  expect(planUpkeep(catalogOf(files), T0 + DAY_MS, NEVER)).toBe(undefined)
  expect(pathsOf(planUpkeep(catalogOf(files), T0 + DAY_MS + 600_000, NEVER))).toEqual(
    files.map(({ path }) => path),
  )
  const crumbs = [file(T0, { rows: 50_000 }), file(T0 + 20_000, { rows: 9 })]
  expect(planUpkeep(catalogOf(crumbs), T0 + DAY_MS + 600_000, NEVER)).toBe(undefined)
})
