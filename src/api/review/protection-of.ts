import type { UserId } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import { allowance, DAY_MS, type MaySeeMore, type Rest } from '../../review/protection/may-see-more.ts'
import type { ExposureSlot } from '../../review/protection/ports.ts'
import {
  type OwnProtection,
  overlay,
  PROTECTION_DEFAULTS,
  type Protection,
} from '../../review/protection/protection.ts'
import { strictest } from '../../review/protection/strictest.ts'
import type { Rest as RestWire } from '../contract/protection.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'

/** What holds for somebody, and what they have seen. */
export interface Protected {
  readonly organisation: Protection
  readonly own: OwnProtection
  readonly protection: Protection
  readonly slots: readonly ExposureSlot[]
  readonly nowMs: number
}

/** Reads how somebody is protected, with what they have seen in so many ms. */
export async function protectionOf(
  { protection, clock }: Pick<ServerParts, 'protection' | 'clock'>,
  person: UserId,
  windowMs = DAY_MS,
): Promise<Protected> {
  const nowMs = clock.now()
  const kept = await orUnavailable(protection.of(person, nowMs - windowMs))
  const organisation = overlay(PROTECTION_DEFAULTS, kept.organisation)
  const { own, slots } = kept
  return { organisation, own, protection: strictest(organisation, own), slots, nowMs }
}

/** Of which severities somebody may see more just now; what they hold unjudged counts as seen. */
export async function mayTakeOf(
  parts: Pick<ServerParts, 'protection' | 'clock' | 'jobs'>,
  person: UserId,
): Promise<Record<Severity, MaySeeMore>> {
  const { protection, slots, nowMs } = await protectionOf(parts, person)
  const isLimited = Object.values(protection.severities).some(
    ({ perHour, perDay }) => perHour !== null || perDay !== null,
  )
  const held: Partial<Record<Severity, number>> = {}
  if (isLimited)
    for (const { severity } of await orUnavailable(parts.jobs.store.heldBy(person)))
      held[severity] = (held[severity] ?? 0) + 1
  return allowance(protection, slots, nowMs, held)
}

export function wireRest(rest: Rest | undefined): RestWire | null {
  return rest === undefined
    ? null
    : { why: rest.why, severity: rest.severity ?? null, until: new Date(rest.untilMs).toISOString() }
}
