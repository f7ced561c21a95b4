import { z } from 'zod'
import type { Manifest } from '../train/candidate.ts'

/** What of a model may be another one in its successor. */
export const CHANGES = [
  ...(['dataset', 'seed', 'settings', 'code', 'lockfile'] as const),
  ...(['policyVersion', 'learner', 'labels', 'gates'] as const),
] as const

/**
 * What a retrained model may change against the live one without anybody's signature (after the predetermined change
 * control plans of medicine, FDA 2024). New labels and new code are; another learner, other labels or other bars are not.
 */
export const ChangePlan = z.strictObject({
  mayChange: z
    .array(z.enum(CHANGES))
    .default(['dataset', 'seed', 'settings', 'code', 'lockfile', 'policyVersion']),
})
export type ChangePlan = z.infer<typeof ChangePlan>

export const DEFAULT_PLAN: ChangePlan = ChangePlan.parse({})

/** What a model changes against the live one that its task's plan does not allow. */
export function outsidePlan(
  live: Manifest,
  next: Manifest,
  { mayChange }: ChangePlan,
): readonly (typeof CHANGES)[number][] {
  return CHANGES.filter((what) => !mayChange.includes(what) && !isSame(live[what], next[what]))
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]))
  )
}
