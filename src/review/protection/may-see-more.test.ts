import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Severity } from '../../core/severity.ts'
import { breakDue, DAY_MS, HOUR_MS, maySeeMore, SLOT_MS, seenWithin } from './may-see-more.ts'
import type { ExposureSlot } from './ports.ts'
import { overlay, PROTECTION_DEFAULTS, type Protection } from './protection.ts'
import { laxerThan, strictest } from './strictest.ts'

const NOW = 1_764_115_200_000
const limits = (perHour: number | null, perDay: number | null = null): Protection =>
  overlay(PROTECTION_DEFAULTS, {
    severities: { S1: { perHour, perDay } },
    breaks: { afterMinutes: null, afterJobs: null },
  })

function slot(agoMs: number, judged: number, more: Partial<ExposureSlot> = {}): ExposureSlot {
  const atMs = NOW - agoMs
  return {
    ...{ slot: Math.floor(atMs / SLOT_MS), severity: 'S1', judged, passed: 0, revealedMs: 0 },
    ...{ firstMs: atMs, lastMs: atMs },
    ...more,
  }
}

describe('limits of a severity', () => {
  test('what was seen within the hour counts, judged or given back, and what lies unjudged', () => {
    const slots = [slot(2 * HOUR_MS, 90), slot(600_000, 3), slot(0, 2, { passed: 1 })]
    expect(maySeeMore(limits(10), slots, 'S1', NOW)).toEqual({ ok: true, left: 4 })
    expect(maySeeMore(limits(10), slots, 'S1', NOW, 3)).toEqual({ ok: true, left: 1 })
    expect(maySeeMore(limits(10), slots, 'S1', NOW, 4)).toMatchObject({ ok: false, rest: { why: 'hour' } })
    expect(maySeeMore(limits(10), slots, 'S2', NOW)).toMatchObject({ ok: true })
  })

  test('a limit says when there may be more, and then there may', () => {
    const amounts = fc.array(fc.record({ agoMs: fc.integer({ min: 0, max: DAY_MS }), judged: fc.nat(9) }), {
      maxLength: 40,
    })
    let kept = 0
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 90 }),
        (all, hour, day) => {
          const slots = all.map(({ agoMs, judged }) => slot(agoMs, judged)).sort((a, b) => a.slot - b.slot)
          const may = maySeeMore(limits(hour, day), slots, 'S1', NOW)
          const seen = [seenWithin(slots, 'S1', HOUR_MS, NOW), seenWithin(slots, 'S1', DAY_MS, NOW)] as const
          expect(may.ok).toBe(seen[0] < hour && seen[1] < day)
          if (may.ok) return
          kept++
          const { untilMs } = may.rest
          expect(untilMs).toBeGreaterThan(NOW)
          expect(maySeeMore(limits(hour, day), slots, 'S1', untilMs).ok).toBe(true)
          expect(maySeeMore(limits(hour, day), slots, 'S1', untilMs - 1).ok).toBe(false)
        },
      ),
    )
    expect(kept).toBeGreaterThan(10)
  })
})

describe('breaks', () => {
  const breaks = { afterMinutes: 60, afterJobs: 100, forMinutes: 10 }
  const every = (minutes: number, count: number, judged = 1) =>
    Array.from({ length: count }, (_, i) => slot(i * minutes * 60_000, judged)).reverse()

  test('work without a rest calls for one, by time or by jobs, of whatever severity', () => {
    expect(breakDue({ breaks }, every(5, 13), NOW)).toEqual({
      ...{ why: 'break', severity: undefined, untilMs: NOW + 600_000 },
    })
    expect(breakDue({ breaks }, every(5, 12), NOW)).toBeUndefined()
    expect(breakDue({ breaks }, every(5, 5, 20), NOW)).toMatchObject({ why: 'break' })
    expect(maySeeMore({ ...limits(null), breaks }, every(5, 13), 'S4', NOW)).toMatchObject({ ok: false })
  })

  test('a rest as long as a break begins work anew', () => {
    expect(breakDue({ breaks }, every(10, 13), NOW)).toBeUndefined()
    expect(breakDue({ breaks }, every(5, 13), NOW + 600_000)).toBeUndefined()
    expect(breakDue({ breaks }, every(5, 13), NOW + 599_999)).toBeDefined()
  })
})

test('nobody is laxer than the organisation, whatever they say; how content is revealed is their own', () => {
  const limit = fc.option(fc.nat(200), { nil: null })
  const care = fc.record(
    {
      ...{ blur: fc.constantFrom('none', 'light', 'strong'), grey: fc.boolean(), summary: fc.boolean() },
      ...{ perHour: limit, perDay: limit },
    },
    { requiredKeys: [] },
  )
  const said = fc.record(
    {
      severities: fc.record({ S0: care, S1: care, S2: care, S3: care, S4: care }, { requiredKeys: [] }),
      soundOff: fc.boolean(),
      reveal: fc.constantFrom('hold', 'toggle'),
      breaks: fc.record(
        { afterMinutes: limit, afterJobs: limit, forMinutes: fc.integer({ min: 5, max: 60 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(said, said, (theirs, own) => {
      const organisation = overlay(PROTECTION_DEFAULTS, theirs)
      const held = strictest(organisation, own)
      expect(held.reveal).toBe(own.reveal ?? organisation.reveal)
      // What holds could have been said by whoever is no laxer.
      expect(laxerThan(organisation, held)).toEqual([])
      expect(strictest(organisation, held)).toEqual(held)
      if (laxerThan(organisation, own).length === 0) expect(held).toEqual(overlay(organisation, own))
      for (const severity of Severity.options) {
        const { perHour } = organisation.severities[severity]
        if (perHour !== null) expect(held.severities[severity].perHour).toBeLessThanOrEqual(perHour)
      }
    }),
  )
  expect(laxerThan(PROTECTION_DEFAULTS, { severities: { S0: { blur: 'light', perHour: null } } })).toEqual([
    'severities.S0.blur',
    'severities.S0.perHour',
  ])
})
