import type { LabStep, LabStepName } from './lab-step.ts'

const STEPS = {
  train: ['snapshot', 'train', 'calibrate', 'evaluate'],
  shadow: ['snapshot', 'train', 'calibrate', 'certify', 'gates', 'shadow'],
} as const satisfies Readonly<Record<string, readonly LabStepName[]>>

/** What a run does next after the steps that have ended; undefined: nothing, it is over. */
export function nextStep(
  until: 'train' | 'shadow',
  ended: readonly Pick<LabStep, 'state'>[],
): LabStepName | undefined {
  return ended.at(-1)?.state === 'stopped' ? undefined : STEPS[until][ended.length]
}
