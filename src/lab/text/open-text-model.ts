import { BadModel } from '../../signals/text-model/read-model.ts'
import { loadTextModel, type TextModel } from '../../signals/text-model/text-model.ts'

/** A model from its folder, or the sentence that says why there is none. */
export function openTextModel(dir: string): { ok: true; model: TextModel } | { ok: false; why: string } {
  try {
    return { ok: true, model: loadTextModel(dir) }
  } catch (fault) {
    if (fault instanceof BadModel) return { ok: false, why: fault.message }
    throw fault
  }
}
