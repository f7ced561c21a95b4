import type { JobId, UserId } from '../../core/ids.ts'
import type { Sample } from '../../pack/pack.ts'
import type { QualityRow } from './ports.ts'

/** A judgement for tests, by reviewer 1 of a job of its own unless told otherwise. */
export function rowOf(number: number, part: Partial<QualityRow> = {}): QualityRow {
  return {
    ...{ job: jobOf(number), kind: 'audit', stage: 'first', decision: undefined, world: 'plaza' },
    ...{ language: 'en', policy: 'harassment.insult@1', choice: 'fine', policies: [] },
    ...{ reviewer: reviewerOf(1), spentMs: 4000, atMs: number, probability: 0.1, sample: 'all' },
    ...{ reach: 1, marks: [], truth: undefined },
    ...part,
  }
}

export function jobOf(number: number): JobId {
  return `job-${number.toString(16).padStart(32, '0')}` as JobId
}

export function reviewerOf(number: number): UserId {
  return `usr-${number.toString(16).padStart(32, '0')}` as UserId
}

export function sampleOf(part: Partial<Sample> & Pick<Sample, 'name' | 'share'>): Sample {
  const open = { on: undefined, worlds: undefined, verdicts: undefined, policies: undefined, asks: undefined }
  return { ...open, queue: 'audit', place: undefined as unknown as Sample['place'], ...part }
}
