import { basename } from 'node:path'
import { BadModel, readModel } from '../../text-model/read-model.ts'
import { serveTextModel } from '../../text-model/serve-text-model.ts'
import type { TextModel } from '../../text-model/served-model.ts'
import type { ModelFiles } from '../model-file.ts'

const opened = new WeakMap<ModelFiles, TextModel>()

/**
 * The model of a pack's files, made ready once for each pack that is checked. Throws BadModel, which names the file,
 * the problem and the way out.
 */
export function openTextModel(name: string, files: ModelFiles): TextModel {
  const known = opened.get(files)
  if (known !== undefined) return known
  const parts = readModel(`models/${name}`, (path, mostBytes) => {
    const file = files.get(basename(path))
    if (file === undefined)
      throw new BadModel(`${path} is missing; put all that \`haechi text fit --out\` wrote there`)
    if (file.kind === 'elsewhere' || file.bytes.length > mostBytes)
      throw new BadModel(`${path} is too large for a linear model; fit it again with fewer features`)
    return Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length)
  })
  const model = serveTextModel(parts)
  opened.set(files, model)
  return model
}
