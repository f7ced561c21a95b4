import type { ChangePlan } from '../../lab/registry/change-plan.ts'
import { outsidePlan, USUAL_CHANGES } from '../../lab/registry/outside-plan.ts'
import type { Manifest } from '../../lab/train/candidate.ts'

/** One part that two models do not have in common, as text; `needsSignature`: the plan of the task does not allow it. */
export interface ManifestChange {
  readonly part: keyof Manifest
  readonly here: string
  readonly there: string
  readonly needsSignature: boolean
}

const PARTS = [
  ...(['task', 'dataset', 'learner', 'settings', 'seed', 'policyVersion', 'labels', 'thresholds'] as const),
  ...(['gates', 'calibrator', 'files', 'code', 'lockfile'] as const),
] as const satisfies readonly (keyof Manifest)[]

/** What `here` changes against `there`, in the order of what matters most to a reader. */
export function manifestDiff(
  here: Manifest,
  there: Manifest,
  { mayChange }: Readonly<Pick<ChangePlan, 'mayChange'>> = { mayChange: [...USUAL_CHANGES] },
): ManifestChange[] {
  const outside: readonly string[] = outsidePlan(there, here, { mayChange })
  return PARTS.flatMap((part) => {
    const [a, b] = [said(here[part]), said(there[part])]
    return a === b ? [] : [{ part, here: a, there: b, needsSignature: outside.includes(part) }]
  })
}

/** Keys in order, so that the same is written the same. */
function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${key}: ${said(one)}`)
      .join(', ')
  return String(value)
}
