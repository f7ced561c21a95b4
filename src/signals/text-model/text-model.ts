import { readModel } from './read-model.ts'
import { serveTextModel } from './serve-text-model.ts'
import type { TextModel, TextReason } from './served-model.ts'

export type { TextModel, TextReason }

/** Loads a model from its folder. Throws BadModel, which names the file, the problem and the way out. */
export function loadTextModel(dir: string): TextModel {
  return serveTextModel(readModel(dir))
}
