import type { Capability } from '../../access/capability.ts'
import { paths } from '../paths.ts'

export const STEP_NAMES = ['home', 'fill', 'review', 'investigate', 'rules', 'end'] as const
export type StepName = (typeof STEP_NAMES)[number]

export interface TourStep {
  readonly path: string
  /** Only for those who may do it. */
  readonly needs?: Capability
}

export const STEPS: Readonly<Record<StepName, TourStep>> = {
  home: { path: paths.home() },
  fill: { path: paths.home(), needs: 'read' },
  review: { path: paths.review(), needs: 'job.work' },
  investigate: { path: paths.investigate(), needs: 'read' },
  rules: { path: paths.rules(), needs: 'read' },
  end: { path: paths.home() },
}

/**
 * The steps for somebody: `fill` only while nothing has ever happened, but never taken away from under whoever stands
 * on it.
 */
export function tourSteps(
  may: (capability: Capability) => boolean,
  isEmpty: boolean,
  at: StepName,
): readonly StepName[] {
  return STEP_NAMES.filter((name) => {
    const { needs } = STEPS[name]
    if (needs !== undefined && !may(needs)) return false
    return name !== 'fill' || isEmpty || at === 'fill'
  })
}
