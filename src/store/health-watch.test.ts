import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { healthWatch } from './health-watch.ts'

let nowMs = 0
let room = true
let answers = true
const said: string[] = []
const watch = () =>
  healthWatch({
    clock: { now: () => nowMs },
    log: ({ message }) => said.push(message),
    probe: () => (answers ? Promise.resolve() : Promise.reject(new Error('down'))),
    hasRoom: () => room,
  })

beforeEach(() => {
  vi.useFakeTimers()
  ;[nowMs, room, answers] = [1000, true, true]
  said.length = 0
})
afterEach(() => vi.useRealTimers())

test('a lost database is told, and found again by asking', async () => {
  answers = false
  const health = watch()
  health.gone('ECONNREFUSED')
  expect(health.current()).toEqual({ ok: false, why: 'The database does not answer (ECONNREFUSED).' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(health.current().ok).toBe(false)
  answers = true
  await vi.advanceTimersByTimeAsync(1000)
  expect(health.current()).toEqual({ ok: true })
  expect(said).toHaveLength(2)
})

test('a database that went down for want of room is told as a full disk, until there is room', async () => {
  room = false
  const health = watch()
  health.gone('57P02')
  expect(health.current()).toMatchObject({ ok: false, why: expect.stringContaining('disk is full') })
  expect(health.isFull()).toBe(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(health.isFull()).toBe(true)
  room = true
  await vi.advanceTimersByTimeAsync(1000)
  expect(health.current()).toEqual({ ok: true })
})

test('a full disk stands for two seconds though some rows still go through', () => {
  const health = watch()
  health.full()
  nowMs += 1000
  health.written()
  health.gone('ECONNRESET')
  expect(health.isFull()).toBe(true)
  nowMs += 1000
  health.written()
  expect(health.current()).toEqual({ ok: true })
})
