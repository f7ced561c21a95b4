import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import { CliFailure } from '../failure.ts'
import { type CatalogueOf, catalogueOf } from './catalogue-of.ts'
import { readUpTo } from './read-up-to.ts'

const ITEMS = /\.(glb|gltf|vrm)$/i

/** Looks at the items of a folder, so that others can be held against them. What cannot be read of it is left out and told. */
export async function catalogueFolder(
  cwd: string,
  folder: string,
  parts: {
    readonly most: number
    readonly look: (bytes: Uint8Array) => Promise<MediaFacts>
    readonly progress: (done: number, all: number) => void
    readonly stop: AbortSignal
  },
): Promise<CatalogueOf> {
  let names: string[]
  try {
    names = (await readdir(resolve(cwd, folder))).filter((name) => ITEMS.test(name)).sort()
  } catch {
    throw new CliFailure(
      'usage',
      `There is no folder ${folder} to compare with; give a folder of .glb, .gltf or .vrm files`,
    )
  }
  if (names.length === 0)
    throw new CliFailure('usage', `${folder} has no .glb, .gltf or .vrm files to compare with`)
  const catalogue = catalogueOf()
  for (const [i, name] of names.entries()) {
    if (parts.stop.aborted) break
    parts.progress(i, names.length)
    const read = await readUpTo(join(resolve(cwd, folder), name), parts.most)
    if (read.ok) catalogue.add(name, await parts.look(read.bytes))
    else catalogue.leave(name)
  }
  return catalogue
}
