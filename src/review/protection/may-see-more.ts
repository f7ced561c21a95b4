import type { Severity } from '../../core/severity.ts'
import type { ExposureSlot } from './ports.ts'
import type { Protection } from './protection.ts'
import { SEVERITIES } from './severities.ts'

export const SLOT_MS = 300_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Why somebody is given no more for a while: a limit of a severity, or a break that is called for. */
export interface Rest {
  readonly why: 'hour' | 'day' | 'break'
  /** Undefined for a break, which is from everything. */
  readonly severity: Severity | undefined
  /** When there may be more, in ms since the epoch. */
  readonly untilMs: number
}

/** Whether somebody may see more of a severity: how many jobs (Infinity: no limit), or why not. */
export type MaySeeMore =
  | { readonly ok: true; readonly left: number }
  | { readonly ok: false; readonly rest: Rest }

/**
 * Whether somebody may see more of a severity, by what they have seen: slots of five minutes, oldest first. `held` jobs
 * of the severity lie with them unjudged, and count as seen. Jobs judged in one stroke because they are alike are one.
 */
export function maySeeMore(
  protection: Protection,
  slots: readonly ExposureSlot[],
  severity: Severity,
  nowMs: number,
  held = 0,
): MaySeeMore {
  const breakRest = breakDue(protection, slots, nowMs)
  if (breakRest !== undefined) return { ok: false, rest: breakRest }
  const { perHour, perDay } = protection.severities[severity]
  let left = Number.POSITIVE_INFINITY
  let rest: Rest | undefined
  for (const [why, limit, windowMs] of [
    ['hour', perHour, HOUR_MS],
    ['day', perDay, DAY_MS],
  ] as const) {
    if (limit === null) continue
    const more = limit - seenWithin(slots, severity, windowMs, nowMs) - held
    left = Math.min(left, more)
    if (more > 0) continue
    const untilMs = freeAgain(slots, severity, windowMs, limit - held, nowMs)
    if (rest === undefined || untilMs > rest.untilMs) rest = { why, severity, untilMs }
  }
  return rest === undefined ? { ok: true, left } : { ok: false, rest }
}

/** The break that is called for just now; undefined: none. */
export function breakDue(
  { breaks }: Pick<Protection, 'breaks'>,
  slots: readonly ExposureSlot[],
  nowMs: number,
): Rest | undefined {
  const { minutes, jobs, lastMs } = worked({ breaks }, slots, nowMs)
  const isDue =
    (breaks.afterMinutes !== null && minutes >= breaks.afterMinutes) ||
    (breaks.afterJobs !== null && jobs >= breaks.afterJobs)
  return isDue
    ? { why: 'break', severity: undefined, untilMs: lastMs + breaks.forMinutes * 60_000 }
    : undefined
}

/** How long and how much somebody has worked without a rest as long as a break. */
export function worked(
  { breaks: { forMinutes } }: Pick<Protection, 'breaks'>,
  slots: readonly ExposureSlot[],
  nowMs: number,
): { readonly minutes: number; readonly jobs: number; readonly lastMs: number } {
  const restMs = forMinutes * 60_000
  let sinceMs = nowMs
  let jobs = 0
  let lastMs = Number.NEGATIVE_INFINITY
  for (const one of [...slots].sort((a, b) => b.lastMs - a.lastMs)) {
    if (sinceMs - one.lastMs >= restMs) break
    sinceMs = Math.min(sinceMs, one.firstMs)
    lastMs = Math.max(lastMs, one.lastMs)
    jobs += one.judged + one.passed
  }
  return { minutes: jobs === 0 && lastMs < 0 ? 0 : Math.max(0, lastMs - sinceMs) / 60_000, jobs, lastMs }
}

/** How many jobs of a severity somebody has looked at within a window that ends now. */
export function seenWithin(
  slots: readonly ExposureSlot[],
  severity: Severity,
  windowMs: number,
  nowMs: number,
): number {
  return within(slots, severity, windowMs, nowMs).reduce(
    (sum, { judged, passed }) => sum + judged + passed,
    0,
  )
}

/** By severity, whether somebody may see more. */
export function allowance(
  protection: Protection,
  slots: readonly ExposureSlot[],
  nowMs: number,
  held: Readonly<Partial<Record<Severity, number>>> = {},
): Record<Severity, MaySeeMore> {
  return Object.fromEntries(
    SEVERITIES.map((severity) => [severity, maySeeMore(protection, slots, severity, nowMs, held[severity])]),
  ) as Record<Severity, MaySeeMore>
}

function within(
  slots: readonly ExposureSlot[],
  severity: Severity,
  windowMs: number,
  nowMs: number,
): ExposureSlot[] {
  const first = Math.floor(nowMs / SLOT_MS) - windowMs / SLOT_MS + 1
  return slots.filter((one) => one.severity === severity && one.slot >= first)
}

/** When so much has left the window that one more fits in; a limit of 0 never does, and is looked at anew in a window. */
function freeAgain(
  slots: readonly ExposureSlot[],
  severity: Severity,
  windowMs: number,
  limit: number,
  nowMs: number,
): number {
  const inside = within(slots, severity, windowMs, nowMs).sort((a, b) => a.slot - b.slot)
  let seen = inside.reduce((sum, { judged, passed }) => sum + judged + passed, 0)
  for (const { slot, judged, passed } of inside) {
    seen -= judged + passed
    if (seen < limit) return slot * SLOT_MS + windowMs
  }
  return nowMs + windowMs
}
