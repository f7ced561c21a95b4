import { checksOf, gateResultsOf } from './gates-step.ts'
import { learntOf, moveByGates, type RegistryParts } from './registry-steps.ts'
import { type CarryOutStep, StepStop } from './steps.ts'

/** Into shadow: from now on the model scores what is decided, and has no effect. */
export function shadowStep(parts: RegistryParts): CarryOutStep {
  return async (context) => {
    const { output } = learntOf(context)
    const { id } = output
    const results = gateResultsOf(context.run)
    const { state, certified } = await moveByGates(parts, output, results, checksOf(context.kept), 'shadow')
    if (['refused', 'revoked', 'rolled-back', 'retired'].includes(state))
      throw new StepStop(
        `the same data and settings make ${id}, which is ${state}: such a model never comes back`,
        'change something: label more, or give another seed, bar or learner',
      )
    return {
      state: 'done',
      says: `${id} is ${state === 'shadow' ? 'in shadow: it scores what is decided, and has no effect' : `${state} already`}; its gates carry it to ${certified}`,
      figures: { model: id, state, certified },
      model: id,
    }
  }
}
