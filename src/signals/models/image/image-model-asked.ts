import { createHash } from 'node:crypto'
import { NSFW_ASKED, nsfwModel } from '../../image/models/nsfw-model.ts'
import type { ImageModelAsked } from '../../media/look.ts'
import type { ModelHost } from '../model-host.ts'
import type { ModelSource } from '../model-kind.ts'
import { IMAGE_DEFAULTS, type ImageOptions } from './image-options.ts'

export const IMAGE_FILE = 'model.onnx'

/** All of what is asked of an image model but where its file lies: what its version stands on. Undefined: it has no file. */
export function imageModelForm({
  name,
  files,
  options,
}: Pick<ModelSource, 'name' | 'files' | 'options'>): Omit<ImageModelAsked, 'file'> | undefined {
  const { source, labels = [], output, embedding, runtime, ...own } = options as ImageOptions
  if (source === 'nsfwjs') return { ...NSFW_ASKED, name, runtime }
  const file = files.get(IMAGE_FILE)
  if (file === undefined) return undefined
  const { activation = IMAGE_DEFAULTS.activation, ...shaped } = own
  const { activation: _, ...plain } = IMAGE_DEFAULTS
  const preprocessing = { ...plain, ...shaped }
  return {
    ...{ name, labels, preprocessing, activation, output, embedding, runtime },
    sha256: file.kind === 'here' ? createHash('sha256').update(file.bytes).digest('hex') : file.sha256,
  }
}

/**
 * An image model of a pack as a looker asks it, its file found on this machine or, of `source: nsfwjs`, made on it. Rejects with
 * what is missing and the way out.
 */
export async function imageModelAsked(
  source: Pick<ModelSource, 'name' | 'files' | 'options'>,
  host: Pick<ModelHost, 'find' | 'modelsDir'>,
): Promise<ImageModelAsked> {
  const form = imageModelForm(source)
  if (form === undefined) throw new Error(`the image model "${source.name}" has no ${IMAGE_FILE}`)
  if ((source.options as ImageOptions).source === 'nsfwjs') {
    if (host.modelsDir === undefined)
      throw new Error(
        `the image model "${source.name}" is made on this machine, and there is no folder to keep it in: name one by HAECHI_MODELS`,
      )
    return { ...form, file: await nsfwModel(host.modelsDir) }
  }
  const file = source.files.get(IMAGE_FILE)!
  return { ...form, file: file.kind === 'here' ? file.bytes : host.find(source.name, IMAGE_FILE, file) }
}
