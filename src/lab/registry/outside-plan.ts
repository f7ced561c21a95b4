import type { Manifest } from '../train/candidate.ts'

// Apart from the schema of a plan, so that pages in browsers can ask without it.

/** What of a model may be another one in its successor. */
export const CHANGES = [
  ...(['dataset', 'seed', 'settings', 'code', 'lockfile'] as const),
  ...(['policyVersion', 'learner', 'labels', 'gates'] as const),
] as const
export type Change = (typeof CHANGES)[number]

/** New labels and new code are allowed to everybody; another learner, other labels or other bars are not. */
export const USUAL_CHANGES: readonly Change[] = [
  ...(['dataset', 'seed', 'settings', 'code', 'lockfile', 'policyVersion'] as const),
]

/** What a model changes against the live one that its task's plan does not allow. */
export function outsidePlan(
  live: Manifest,
  next: Manifest,
  { mayChange }: { readonly mayChange: readonly Change[] },
): readonly Change[] {
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
