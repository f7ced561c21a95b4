import type { Diagnostic } from '../core/diagnostic.ts'
import {
  decodeModelFile,
  MODEL_LIMITS,
  type ModelFile,
  type ModelFiles,
} from '../signals/models/model-file.ts'
import { partsOfModelPath } from './model-paths.ts'
import type { PackFiles } from './pack.ts'

/** The files below models/, by model. What cannot be one is reported. */
export function readModelFiles(files: PackFiles, diagnostics: Diagnostic[]): Map<string, ModelFiles> {
  const models = new Map<string, Map<string, ModelFile>>()
  let total = 0
  for (const path of Object.keys(files).sort()) {
    if (!path.startsWith('models/')) continue
    const error = (code: string, message: string, wayOut: string) =>
      diagnostics.push({
        severity: 'error',
        code,
        message,
        place: { file: path, line: 1, column: 1 },
        wayOut,
      })
    const parts = partsOfModelPath(path)
    if (parts === undefined) {
      error(
        'bad-model-path',
        'this file belongs to no model',
        'put it into models/NAME/, with no folder below',
      )
      continue
    }
    const file = decodeModelFile(files[path]!)
    if (file === undefined) {
      error('bad-model-file', 'the bytes of this file did not come through whole', 'send the pack again')
      continue
    }
    if (file.kind === 'here') total += file.bytes.length
    else if (file.size > MODEL_LIMITS.largestBytes)
      error('model-too-large', TOO_LARGE, 'take a smaller model')
    const model = models.get(parts.model) ?? new Map<string, ModelFile>()
    model.set(parts.file, file)
    models.set(parts.model, model)
    if (model.size === MODEL_LIMITS.files + 1)
      error(
        'too-many-files',
        `a model has more than ${MODEL_LIMITS.files} files`,
        'remove what it does not need',
      )
  }
  if (total > MODEL_LIMITS.travelTotalBytes)
    diagnostics.push({
      severity: 'error',
      code: 'models-too-large',
      message: `the models have ${(total / 1_048_576).toFixed(1)} MiB; ${MODEL_LIMITS.travelTotalBytes / 1_048_576} travel with a pack`,
      place: { file: 'models', line: 1, column: 1 },
      wayOut: 'remove models that no rule reads, or fit them with fewer features',
    })
  return models
}

const TOO_LARGE = `a file of a model may have ${MODEL_LIMITS.largestBytes / 1_048_576} MiB`
