import type { PackFiles } from '../pack.ts'
import { type FoundItem, findItem } from './find-item.ts'

/** Where a rule, or a policy, stands in the files of a pack. */
export function findPlaced(
  files: PackFiles,
  folder: 'rules' | 'policies',
  id: string,
): { readonly path: string; readonly found: FoundItem } | undefined {
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith(`${folder}/`) || !/\.ya?ml$/.test(path)) continue
    const found = findItem(text, id)
    if (found !== undefined) return { path, found }
  }
  return undefined
}
