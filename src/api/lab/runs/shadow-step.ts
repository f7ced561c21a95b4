import type { Clock } from '../../../core/clock.ts'
import type { ModelStore } from '../../../lab/registry/ports.ts'
import { gateResultsOf } from './gates-step.ts'
import { learntOf, moveByGates } from './registry-steps.ts'
import type { CarryOutStep } from './steps.ts'

/** Into shadow: from now on the model scores what is decided, and has no effect. */
export function shadowStep(
  models: Pick<ModelStore, 'register' | 'change' | 'get'>,
  clock: Clock,
): CarryOutStep {
  return async (context) => {
    const output = learntOf(context)
    const moved = await moveByGates(models, output, gateResultsOf(context.run), 'shadow', clock.now())
    return {
      state: 'done',
      says: `${output.id} is in ${moved.state}: it scores what is decided and has no effect; by its gates it may come to ${moved.certified}`,
      figures: { model: output.id, state: moved.state, certified: moved.certified },
      model: output.id,
    }
  }
}
