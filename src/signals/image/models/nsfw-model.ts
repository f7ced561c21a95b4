import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageModelAsked } from '../../media/look.ts'
import { convertModel } from '../convert/convert-model.ts'
import type { LayersModel } from '../convert/layers-model.ts'
import { NSFW_LABELS, nsfwSource } from '../convert/nsfw-source.ts'

/** What converting the MobileNetV2 of nsfwjs 4.3.0 gives, on every machine: its name among the files of models. */
export const NSFW_SHA256 = '9e68ae48edadb6e2b35a94b834ccbf46d544792f4e429ae9ec86ae16848c7ab7'

/** Its embedding: how many values of each layer that it is pooled from, the last one first. */
export const NSFW_BLOCKS: readonly number[] = [1280, 64, 96, 160]

/** How the model is asked, whatever it is called: as nsfwjs' `classify` asks it. */
export const NSFW_ASKED: Omit<ImageModelAsked, 'name' | 'file' | 'runtime'> = {
  sha256: NSFW_SHA256,
  labels: NSFW_LABELS,
  preprocessing: {
    ...{ width: 224, height: 224, fit: 'stretch', resize: 'corners', layout: 'nchw', colours: 'rgb' },
    ...{ mean: [0, 0, 0], deviation: [1, 1, 1] },
  },
  ...{ activation: 'none', output: 'scores', embedding: 'embedding' },
}

/**
 * Where the model lies in a folder of models, made there from the installed package nsfwjs when it is not yet. Several may ask at
 * once, also from several processes: each makes the same bytes, and puts them there whole. Rejects saying what is wrong.
 */
export async function nsfwModel(
  folder: string,
  source: () => Promise<LayersModel> = nsfwSource,
): Promise<string> {
  const place = join(folder, NSFW_SHA256)
  if (await isThere(place)) return place
  const bytes = convertNsfw(await source())
  if (sha256Of(bytes) !== NSFW_SHA256)
    throw new Error(
      'the installed package nsfwjs brings another model than that of nsfwjs 4.3.0: npm install nsfwjs@4.3.0',
    )
  const aside = `${place}.${process.pid}-${randomBytes(6).toString('hex')}`
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(aside, bytes)
    await rename(aside, place)
  } catch (fault) {
    await rm(aside, { force: true })
    const why = fault instanceof Error ? fault.message : String(fault)
    throw new Error(
      `the model of nsfwjs cannot be kept in ${folder} (${why}): let it be written to, or name another by HAECHI_MODELS`,
      {
        cause: fault,
      },
    )
  }
  return place
}

/** The MobileNetV2 of nsfwjs as ONNX; the last layers have forgotten objects, and so the embedding looks further in as well. */
export function convertNsfw(model: LayersModel): Uint8Array {
  return convertModel(model, {
    embedding: { flat: 'flatten_1', pooled: ['block_7_add', 'block_12_add', 'block_15_add'] },
  })
}

/** A file that was cut short or changed is made again. */
async function isThere(place: string): Promise<boolean> {
  try {
    return sha256Of(await readFile(place)) === NSFW_SHA256
  } catch {
    return false
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
