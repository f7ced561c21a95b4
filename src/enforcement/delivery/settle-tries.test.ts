import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { DeliveryId } from '../../core/ids.ts'
import { answerKind, isSick, type PostResult } from './answer-kind.ts'
import { BREAKER_DEFAULTS, breakerState, CLOSED } from './breaker.ts'
import { askedPauseMs, nextTryMs, SCHEDULE } from './schedule.ts'
import { newSecret } from './secret.ts'
import { settleTries, type Try } from './settle-tries.ts'
import { signedHeaders } from './signed-headers.ts'

const NOW = 1_800_000_000_000
const OPTIONS = { schedule: SCHEDULE, breaker: BREAKER_DEFAULTS, random: () => 0 }

function tried(result: PostResult, tries = 0, more: Partial<Try> = {}): Try {
  const message = { id: 'dlv-1' as DeliveryId, claim: 'c', message: 'msg-1', body: '{}', tries }
  return {
    message,
    probe: false,
    atMs: NOW,
    tookMs: 1,
    status: undefined,
    result,
    pauseMs: undefined,
    ...more,
  }
}

test('tries follow the schedule of Standard Webhooks, then it is dead', () => {
  const seconds: number[] = []
  for (let tries = 0; ; tries++) {
    const { outcomes } = settleTries(OPTIONS, CLOSED, [tried('refused', tries)], NOW)
    const { next } = outcomes[0]!
    expect(outcomes[0]!.tries).toBe(tries + 1)
    if (next.kind !== 'again') {
      expect(next.kind).toBe('dead')
      break
    }
    seconds.push((next.dueMs - NOW) / 1000)
  }
  expect(seconds).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400])
})

test('chance only delays, by a tenth at most, and a pause that was asked for is kept to', () => {
  fc.assert(
    fc.property(
      fc.nat(9),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.nat(4_000_000),
      (tries, random, pause) => {
        const due = nextTryMs(SCHEDULE, tries, NOW, random, pause)! - NOW
        const delay = SCHEDULE.delaysMs[tries]!
        expect(due).toBeGreaterThanOrEqual(Math.max(delay, pause))
        expect(due).toBeLessThanOrEqual(Math.max(delay * 1.1 + 1, pause))
      },
    ),
  )
})

test('Retry-After is read as seconds or a date, up to an hour', () => {
  expect(askedPauseMs(SCHEDULE, '7', NOW)).toBe(7000)
  expect(askedPauseMs(SCHEDULE, new Date(NOW + 90_000).toUTCString(), NOW)).toBe(90_000)
  expect(askedPauseMs(SCHEDULE, '999999', NOW)).toBe(3_600_000)
  expect(askedPauseMs(SCHEDULE, new Date(NOW - 90_000).toUTCString(), NOW)).toBe(0)
  expect(askedPauseMs(SCHEDULE, 'soon', NOW)).toBeUndefined()
})

describe('the breaker', () => {
  const down = Array.from({ length: BREAKER_DEFAULTS.failures }, () => tried('unreachable', 3))

  test('opens after failures in a row, and from then on no try is used up', () => {
    const { breaker, outcomes } = settleTries(OPTIONS, CLOSED, [...down, ...down], NOW)
    expect(breakerState(breaker, NOW)).toBe('open')
    expect(breakerState(breaker, breaker.holdUntilMs)).toBe('half-open')
    // Those that opened it were tries; the rest had been under way.
    expect(outcomes.map(({ tries }) => tries)).toEqual([...down.map(() => 4), ...down.map(() => 3)])
    for (const { next } of outcomes.slice(down.length))
      expect(next).toEqual({ kind: 'again', dueMs: breaker.holdUntilMs })
  })

  test('a probe that fails holds twice as long, up to a limit, and no message dies of it', () => {
    let { breaker } = settleTries(OPTIONS, CLOSED, down, NOW)
    const holds: number[] = []
    for (let at = breaker.holdUntilMs, i = 0; i < 10; i++) {
      const settled = settleTries(OPTIONS, breaker, [tried('timeout', 9, { probe: true })], at)
      expect(settled.outcomes[0]).toMatchObject({ tries: 9, next: { kind: 'again' } })
      breaker = settled.breaker
      holds.push((breaker.holdUntilMs - at) / 1000)
      at = breaker.holdUntilMs
    }
    expect(holds).toEqual([30, 60, 120, 240, 480, 600, 600, 600, 600, 600])
    expect(settleTries(OPTIONS, breaker, [tried('delivered', 0, { probe: true })], NOW).breaker).toEqual(
      CLOSED,
    )
  })

  test('whoever answers is there: a message that is refused opens nothing', () => {
    const refused = Array.from({ length: 50 }, () => tried('refused'))
    expect(settleTries(OPTIONS, CLOSED, refused, NOW).breaker).toEqual(CLOSED)
    const mixed = [...down.slice(1), tried('delivered'), ...down.slice(1)]
    expect(settleTries(OPTIONS, CLOSED, mixed, NOW).breaker.openedMs).toBeUndefined()
  })

  test('429 and 503 slow down at once, as long as they ask', () => {
    const { breaker } = settleTries(OPTIONS, CLOSED, [tried('busy', 0, { pauseMs: 40_000 })], NOW)
    expect(breaker).toMatchObject({ openedMs: undefined, holdUntilMs: NOW + 40_000 })
    const unasked = settleTries(OPTIONS, CLOSED, [tried('busy'), tried('busy')], NOW).breaker
    expect(unasked.holdUntilMs).toBe(NOW + 2 * BREAKER_DEFAULTS.busyHoldMs)
  })
})

test('410 uses up no try and says that it is gone; what was not sent is given back as it was', () => {
  const settled = settleTries(OPTIONS, CLOSED, [tried('gone', 2), tried('stopped', 2)], NOW)
  expect(settled.gone).toBe(true)
  expect(settled.outcomes).toMatchObject([
    { tries: 2, next: { kind: 'again' } },
    { tries: 2, next: { kind: 'given-back' } },
  ])
})

test('every status means one thing', () => {
  for (let status = 100; status < 600; status++) {
    const kind = answerKind(status)
    expect(kind === 'delivered').toBe(status >= 200 && status < 300)
    if (status >= 500) expect(isSick(kind)).toBe(true)
  }
})

test('the library of Standard Webhooks verifies each of several signatures, and no other', () => {
  const fresh = () => newSecret((bytes) => void crypto.getRandomValues(bytes))
  const [one, other, third] = [fresh(), fresh(), fresh()]
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const body = JSON.stringify({ type: 'ping', data: { text } })
      const headers = { ...signedHeaders([one, other], { id: 'msg-7', body }, Date.now()) }
      expect(new Webhook(one).verify(body, headers)).toEqual(JSON.parse(body))
      expect(new Webhook(other).verify(body, headers)).toEqual(JSON.parse(body))
      expect(() => new Webhook(third).verify(body, headers)).toThrow()
      expect(() => new Webhook(one).verify(`${body} `, headers)).toThrow()
      expect(() => new Webhook(one).verify(body, { ...headers, 'webhook-id': 'msg-8' })).toThrow()
    }),
    { numRuns: 20 },
  )
  expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
})
