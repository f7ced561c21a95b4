import type { Capability } from '../../access/capability.ts'
import { paths } from '../paths.ts'

export interface TourStep {
  readonly name: 'home' | 'fill' | 'review' | 'investigate' | 'rules' | 'end'
  readonly path: string
  /** Only for those who may do it. */
  readonly needs?: Capability
}

const STEPS: readonly TourStep[] = [
  { name: 'home', path: paths.home() },
  { name: 'fill', path: paths.home(), needs: 'read' },
  { name: 'review', path: paths.review(), needs: 'job.work' },
  { name: 'investigate', path: paths.investigate(), needs: 'read' },
  { name: 'rules', path: paths.rules(), needs: 'read' },
  { name: 'end', path: paths.home() },
]

/** The steps for somebody; `fill` only while nothing has ever happened. */
export function tourSteps(may: (capability: Capability) => boolean, isEmpty: boolean): readonly TourStep[] {
  return STEPS.filter(
    ({ name, needs }) => (needs === undefined || may(needs)) && (name !== 'fill' || isEmpty),
  )
}
