import type { PackFiles } from './pack.ts'

/** Reads the text files of a pack's folder. Rejects with an Error that names the path and the way out. */
export async function readPackFolder(dir: string): Promise<PackFiles> {
  throw new Error(`not built yet: ${dir}`)
}
