import type { GateResult } from '../../../lab/gates/gate.ts'
import type { LabRun } from '../../../lab/run/lab-step.ts'
import { type CarryOutStep, StepsMissing } from './steps.ts'

/** What the gates found in this run. */
export function gateResultsOf({ steps }: Pick<LabRun, 'steps'>): readonly GateResult[] {
  const gates = steps.find(({ step }) => step === 'gates')?.gates
  if (gates === undefined) throw new StepsMissing('the gates did not run')
  return gates
}

export function gatesStep(): CarryOutStep {
  return async () => ({ state: 'stopped', says: 'no gates yet', figures: {}, gates: [] })
}
