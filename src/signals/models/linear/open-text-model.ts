import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadTextModel, type TextModel } from '../../text-model/text-model.ts'
import type { ModelFiles } from '../model-file.ts'

const opened = new WeakMap<ModelFiles, TextModel>()

/**
 * The model of a pack's files, loaded once for each pack. Throws an error that names the file, the problem and the way
 * out.
 */
export function openTextModel(name: string, files: ModelFiles): TextModel {
  const known = opened.get(files)
  if (known !== undefined) return known
  // What loads models reads a folder; the files of a version may come from a database, so they are laid out for it.
  const dir = mkdtempSync(join(tmpdir(), 'haechi-model-'))
  try {
    for (const [file, content] of files) {
      if (content.kind === 'elsewhere')
        throw new Error(`${file} is too large for a linear model: fit it again with fewer features`)
      writeFileSync(join(dir, file), content.bytes)
    }
    const model = loadTextModel(dir)
    opened.set(files, model)
    return model
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    throw new Error(message.replaceAll(dir, `models/${name}`), { cause: fault })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
