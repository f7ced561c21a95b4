import { z } from 'zod'
import { hashOf } from '../../hash-of.ts'
import type { TextModel } from '../../text-model/served-model.ts'
import { MODEL_LIMITS } from '../model-file.ts'
import type { ModelKind } from '../model-kind.ts'
import { linearSignal } from './linear-signal.ts'
import { openTextModel } from './open-text-model.ts'

/** `linear`: a model made by `haechi text fit`, in this process, in microseconds. */
export const linear: ModelKind = {
  kind: 'linear',
  options: z.strictObject({}),
  cost: 'cheap',
  hasFiles: true,
  defaults: { deadlineMs: 50, degrade: 'open' },
  look({ name, files }) {
    const large = [...files].find(([, file]) => file.kind === 'elsewhere')
    if (large !== undefined)
      return {
        ok: false,
        code: 'model-too-large',
        message: `models/${name}/${large[0]} has more than ${MODEL_LIMITS.travelsBytes / 1_048_576} MiB, too much for a linear model`,
        wayOut: 'fit it again with fewer features; `haechi text fit` makes models below 3 MB',
      }
    try {
      const model = openTextModel(name, files)
      return { ok: true, labels: model.labels, version: versionOf(model) }
    } catch (fault) {
      const message = fault instanceof Error ? fault.message : String(fault)
      return {
        ok: false,
        code: 'broken-model',
        message: `the model "${name}" cannot be loaded: ${message.slice(0, 400)}`,
        wayOut: `put what \`haechi text fit --out\` wrote into models/${name}, all of it`,
      }
    }
  },
  whereRuns: async () => 'in process',
  build({ name, of, files }) {
    const model = openTextModel(name, files)
    return linearSignal({ name, of, version: versionOf(model) }, model)
  },
}

/** What is beside the model in its folder, such as its card, changes no score. */
function versionOf({ version }: TextModel): string {
  return hashOf({ kind: 'linear', form: 1, version })
}
