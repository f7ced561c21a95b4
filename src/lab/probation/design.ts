import type { ModelId } from '../train/candidate.ts'

/** Why a decision was drawn: to prove a model in shadow, to compare a canary, to watch a live one. */
export const DESIGNS = ['probation', 'canary', 'watch'] as const
export type Design = (typeof DESIGNS)[number]

/** What of a model a decision belongs to; each is drawn with a probability of its own. */
export const STRATA = ['act', 'review', 'low', 'new-only', 'old-only'] as const
export type Stratum = (typeof STRATA)[number]

/** Which strata a design draws from, and the share of its labels for each. The low one is what recall hangs on. */
export const LABEL_SHARES: Readonly<Record<Design, Readonly<Partial<Record<Stratum, number>>>>> = {
  probation: { act: 0.5, review: 0.15, low: 0.35 },
  canary: { 'new-only': 0.3, 'old-only': 0.3, act: 0.15, low: 0.25 },
  watch: { act: 0.5, review: 0.15, low: 0.35 },
}

/** The name under which jobs and annotations are kept. A colon stands in no sample of a pack. */
export function designName(design: Design, model: ModelId): string {
  return `${design}:${model}`
}

/** Whether a sample is the lab's: drawn from parts of the traffic, for its own questions. */
export function isLabSample(sample: string | undefined): boolean {
  return sample?.includes(':') === true
}
