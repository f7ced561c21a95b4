import type { Diagnostic } from '../core/diagnostic.ts'
import type { Pack } from '../pack/pack.ts'
import { MODEL_KINDS } from '../signals/models/kinds.ts'
import type { ModelHost } from '../signals/models/model-host.ts'

/**
 * Makes the models of a pack ready to be asked, side by side, before the pack goes live. What cannot be asked here is
 * an error at its place: a pack whose models cannot answer is not to judge.
 */
export async function prepareModels(pack: Pack, host: ModelHost): Promise<readonly Diagnostic[]> {
  const each = [...pack.signals.values()].map(async (spec): Promise<Diagnostic[]> => {
    const { model, kind, of, deadlineMs, place } = spec
    const prepare = model && MODEL_KINDS.find((one) => one.kind === kind)?.prepare
    if (model === undefined || prepare === undefined) return []
    try {
      await prepare({ ...model, of, deadlineMs }, host)
      return []
    } catch (fault) {
      const message = fault instanceof Error ? fault.message : String(fault)
      return [{ severity: 'error', code: 'model-not-ready', message, place }]
    }
  })
  return (await Promise.all(each)).flat()
}
