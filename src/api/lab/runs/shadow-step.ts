import { loosenedIn } from '../../../lab/registry/standard.ts'
import { checksOf, gateResultsOf } from './gates-step.ts'
import { learntOf, moveByGates, type RegistryParts } from './registry-steps.ts'
import { type CarryOutStep, StepStop } from './steps.ts'

/** Into shadow: from now on the model scores what is decided, and has no effect. */
export function shadowStep(parts: RegistryParts): CarryOutStep {
  return async (context) => {
    const { output } = learntOf(context)
    const { id } = output
    const results = gateResultsOf(context.run)
    const { state, certified, cap } = await moveByGates(
      parts,
      output,
      results,
      checksOf(context.kept),
      'shadow',
    )
    if (['refused', 'revoked', 'rolled-back', 'retired'].includes(state))
      throw new StepStop(
        `the same data and settings make ${id}, which is ${state}: such a model never comes back`,
        'change something: label more, or give another seed, bar or learner',
      )
    const loosened = loosenedIn(context.run.asked.task)
    const held =
      cap === 'rank' && loosened.length > 0
        ? `; as this run asks for less evidence than is usual (${loosened.join(', ')}), it may rank at most until two persons raise it`
        : ''
    return {
      state: 'done',
      says: `${id} is ${state === 'shadow' ? 'in shadow: it scores what is decided, and has no effect' : `${state} already`}; its gates carry it to ${certified}${held}`,
      figures: { model: id, state, certified },
      model: id,
    }
  }
}
