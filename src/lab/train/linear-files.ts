import { MODEL_FILE, WEIGHTS_FILE } from '../../signals/text-model/model-file.ts'
import { readModel } from '../../signals/text-model/read-model.ts'
import { serveTextModel } from '../../signals/text-model/serve-text-model.ts'
import type { TextModel } from '../../signals/text-model/served-model.ts'
import type { TextModelParts } from '../../signals/text-model/served-parts.ts'
import { writeModel } from '../../signals/text-model/write-model.ts'

/** The files of a linear model: `model.json` and `weights.bin`, as `haechi text fit` writes them. */
export function linearFiles(parts: Omit<TextModelParts, 'version'>): Record<string, Uint8Array> {
  const { json, weights } = writeModel(parts)
  return { [MODEL_FILE]: new TextEncoder().encode(json), [WEIGHTS_FILE]: weights }
}

/** Opens a linear model of the lab; its weights hold the calibration. Throws BadModel, which names the file and the problem. */
export function openLinear(files: Readonly<Record<string, Uint8Array>>): TextModel {
  return serveTextModel(readModel('', (name) => Buffer.from(files[name] ?? [])))
}
