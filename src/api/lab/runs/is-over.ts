import type { LabRun } from '../../../lab/run/lab-step.ts'

/** Whether nothing of a run changes any more. */
export function isOver({ state }: Pick<LabRun, 'state'>): boolean {
  return state !== 'waiting' && state !== 'running'
}
