import type { Pack } from '../pack/pack.ts'
import { readsOf } from '../pack/reads-of.ts'
import { SIGNAL_KINDS } from '../signals/kinds.ts'
import type { LookAsked } from '../signals/media/look.ts'
import type { ModelHost } from '../signals/models/model-host.ts'
import { bindingOf, kindOf, modelsOf } from './bind-model.ts'

/**
 * What is to be measured of files for a pack: the slot profiles and image models that its signals read, and writing where a
 * signal of text reads a file. Rejects with an error that names the model that cannot be asked, and the way out.
 */
export async function lookAsked(pack: Pack, host: ModelHost): Promise<LookAsked> {
  const ids = new Set<string>()
  for (const { kind, options } of pack.signals.values())
    for (const id of SIGNAL_KINDS.find((one) => one.kind === kind)?.profiles?.(options) ?? []) ids.add(id)
  const models = modelsOf(pack.signals).flatMap((spec) => {
    const kind = kindOf(spec)
    return kind.looks === undefined ? [] : [kind.looks(bindingOf(spec, spec.of), host)]
  })
  return {
    profiles: [...pack.profiles.values()].filter(({ id }) => ids.has(id)),
    models: (await Promise.all(models)).filter((model) => model !== undefined),
    reads: [...pack.eventTypes.values()].some(({ slots, features }) =>
      slots.some(
        ({ signal, of }) =>
          features.get(of)?.media !== undefined && readsOf(pack.signals.get(signal)!) === 'text',
      ),
    ),
  }
}
