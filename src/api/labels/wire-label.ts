import type { LabelWord as WireWord } from '../contract/labels.ts'
import type { LabelWord } from './ports.ts'

export function wireWord({ source, atMs, untilMs }: LabelWord): WireWord {
  return { source, at: new Date(atMs).toISOString(), until: timeOf(untilMs) }
}

/** A time as it goes over the wire; null: without an end. */
export function timeOf(ms: number | undefined): string | null {
  return ms === undefined || ms === Number.POSITIVE_INFINITY ? null : new Date(ms).toISOString()
}
