import { LAB_STEPS, type LabStep, type LabStepName } from './lab-step.ts'

/** The steps of a run in order: all, or those of training alone. */
export function stepsOf(until: 'train' | 'shadow'): readonly LabStepName[] {
  return until === 'shadow' ? LAB_STEPS : LAB_STEPS.slice(0, LAB_STEPS.indexOf('calibrate') + 1)
}

/** What a run does next after the steps that have ended; undefined: nothing, it is over. */
export function nextStep(
  until: 'train' | 'shadow',
  ended: readonly Pick<LabStep, 'state'>[],
): LabStepName | undefined {
  return ended.at(-1)?.state === 'stopped' ? undefined : stepsOf(until)[ended.length]
}
