import type { Diagnostic } from '../core/diagnostic.ts'
import type { Pack } from '../pack/pack.ts'
import { readsOf } from '../pack/reads-of.ts'
import type { ModelHost } from '../signals/models/model-host.ts'
import { bindingOf, kindOf, modelsOf } from './bind-model.ts'

/**
 * Makes the models of a pack ready to be asked, side by side, before the pack goes live. What cannot be asked here is
 * an error at its place: a pack whose models cannot answer is not to judge.
 */
export async function prepareModels(pack: Pack, host: ModelHost): Promise<readonly Diagnostic[]> {
  const each = modelsOf(pack.signals).map(async (spec): Promise<Diagnostic[]> => {
    // The threads that look at files open it: see look-asked.ts.
    if (readsOf(spec) === 'media') return []
    try {
      await kindOf(spec).prepare?.(bindingOf(spec, spec.of), host)
      return []
    } catch (fault) {
      const message = fault instanceof Error ? fault.message : String(fault)
      return [{ severity: 'error', code: 'model-not-ready', message, place: spec.place }]
    }
  })
  return (await Promise.all(each)).flat()
}
