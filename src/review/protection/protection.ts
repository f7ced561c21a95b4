import type { Severity } from '../../core/severity.ts'
import { SEVERITIES } from './severities.ts'

/** How much a reviewer is spared of content of one severity. Limits: how many jobs may be looked at; null: no limit. */
export interface Care {
  readonly blur: Blur
  readonly grey: boolean
  /** A summary in words stands first, and the content is asked for. */
  readonly summary: boolean
  readonly perHour: number | null
  readonly perDay: number | null
}

export type Blur = 'none' | 'light' | 'strong'

/** When a break is called for; null: never. */
export interface Breaks {
  readonly afterMinutes: number | null
  readonly afterJobs: number | null
  /** How long it lasts, and how long nobody must have judged for work to begin anew. */
  readonly forMinutes: number
}

/** How reviewers are spared what they need not see. It promises nobody's health. */
export interface Protection {
  readonly severities: Readonly<Record<Severity, Care>>
  readonly soundOff: boolean
  /** Content is shown as long as a key is held, or until it is pressed again: which of the two is each person's own choice. */
  readonly reveal: 'hold' | 'toggle'
  readonly breaks: Breaks
}

/** What somebody says beside what the organisation says; what is not there is as the organisation has it. */
export interface OwnProtection {
  readonly severities?: { readonly [S in Severity]?: Partial<Care> }
  readonly soundOff?: boolean
  readonly reveal?: Protection['reveal']
  readonly breaks?: Partial<Breaks>
}

const care = (
  blur: Blur,
  grey: boolean,
  summary: boolean,
  perHour: number | null,
  perDay: number | null,
) => ({ blur, grey, summary, perHour, perDay })

/** What an organisation has that has said nothing. */
export const PROTECTION_DEFAULTS: Protection = {
  severities: {
    S0: care('strong', true, true, 40, 160),
    S1: care('strong', true, true, 120, 600),
    S2: care('light', true, true, null, null),
    S3: care('light', false, false, null, null),
    S4: care('none', false, false, null, null),
  },
  soundOff: true,
  reveal: 'hold',
  breaks: { afterMinutes: 90, afterJobs: null, forMinutes: 10 },
}

/** What was kept as somebody said it, over what stands where nothing is said. */
export function overlay(base: Protection, own: OwnProtection): Protection {
  return {
    severities: Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        { ...base.severities[severity], ...own.severities?.[severity] },
      ]),
    ) as Record<Severity, Care>,
    soundOff: own.soundOff ?? base.soundOff,
    reveal: own.reveal ?? base.reveal,
    breaks: { ...base.breaks, ...own.breaks },
  }
}
