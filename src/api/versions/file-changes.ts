import { isModelPath } from '../../pack/model-paths.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { FileChange } from '../contract/rule-edits.ts'

/** Longer texts are told of, and not shown side by side. */
const LONGEST = 200_000

/** The files that differ between two packs, in the order of their paths. */
export function fileChanges(before: PackFiles, after: PackFiles): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return paths.flatMap((path): FileChange[] => {
    const [old, now] = [before[path], after[path]]
    if (old === now) return []
    const isLong = isModelPath(path) || (old ?? '').length + (now ?? '').length > LONGEST
    const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
    const texts = isLong ? { before: null, after: null } : { before: old ?? null, after: now ?? null }
    return [{ path, kind, ...texts, isLong }]
  })
}
