import type { LabRun, LabStep } from '../../../lab/run/lab-step.ts'
import type { LabRunReply, LabStepReply } from '../../contract/lab-runs.ts'

export function wireStep(step: LabStep): LabStepReply {
  // What is undefined is left out by JSON.
  return step as unknown as LabStepReply
}

export function wireRun({ asked, madeMs, changedMs, dataset, model, fault, ...run }: LabRun): LabRunReply {
  const { id, task, state, step, progress, doing, by } = run
  return {
    ...{ id, task, until: asked.until, learner: asked.learner, state, step, progress, doing, by },
    steps: run.steps.map(wireStep),
    curve: run.curve as unknown as LabRunReply['curve'],
    ...(dataset === undefined ? {} : { dataset }),
    ...(model === undefined ? {} : { model }),
    madeAt: new Date(madeMs).toISOString(),
    changedAt: new Date(changedMs).toISOString(),
    ...(fault === undefined ? {} : { fault }),
  }
}
