import type { Severity } from '../../core/severity.ts'
import {
  type Blur,
  type Breaks,
  type Care,
  type OwnProtection,
  overlay,
  type Protection,
} from './protection.ts'
import { SEVERITIES } from './severities.ts'

const BLURS: readonly Blur[] = ['none', 'light', 'strong']

/**
 * What holds for somebody: of the organisation's settings and their own, the stricter, one by one. How content is
 * revealed is their own choice: not everybody can hold a key.
 */
export function strictest(organisation: Protection, own: OwnProtection): Protection {
  const asked = overlay(organisation, own)
  return {
    severities: Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        stricterCare(organisation.severities[severity], asked.severities[severity]),
      ]),
    ) as Record<Severity, Care>,
    soundOff: organisation.soundOff || asked.soundOff,
    reveal: asked.reveal,
    breaks: stricterBreaks(organisation.breaks, asked.breaks),
  }
}

/** The fields in which somebody's own settings are laxer than the organisation's, as `severities.S1.blur`; empty: none. */
export function laxerThan(organisation: Protection, own: OwnProtection): string[] {
  const asked = overlay(organisation, own)
  const held = strictest(organisation, own)
  const fields: string[] = []
  for (const severity of SEVERITIES)
    for (const name of ['blur', 'grey', 'summary', 'perHour', 'perDay'] as const)
      if (asked.severities[severity][name] !== held.severities[severity][name])
        fields.push(`severities.${severity}.${name}`)
  if (asked.soundOff !== held.soundOff) fields.push('soundOff')
  for (const name of ['afterMinutes', 'afterJobs', 'forMinutes'] as const)
    if (asked.breaks[name] !== held.breaks[name]) fields.push(`breaks.${name}`)
  return fields
}

function stricterCare(one: Care, other: Care): Care {
  return {
    blur: BLURS[Math.max(BLURS.indexOf(one.blur), BLURS.indexOf(other.blur))]!,
    grey: one.grey || other.grey,
    summary: one.summary || other.summary,
    perHour: lower(one.perHour, other.perHour),
    perDay: lower(one.perDay, other.perDay),
  }
}

function stricterBreaks(one: Breaks, other: Breaks): Breaks {
  return {
    afterMinutes: lower(one.afterMinutes, other.afterMinutes),
    afterJobs: lower(one.afterJobs, other.afterJobs),
    forMinutes: Math.max(one.forMinutes, other.forMinutes),
  }
}

/** The lower of two limits, null being none. */
function lower(one: number | null, other: number | null): number | null {
  if (one === null) return other
  return other === null ? one : Math.min(one, other)
}
