import type { HistoryFile } from './catalog.ts'

/** Files that are read by one statement. */
export interface Run {
  readonly files: readonly HistoryFile[]
  /** Their ids overlap, so that their rows must be sorted. */
  readonly merge: boolean
}

/**
 * Puts the files of one event type into the order of their ids, and together what can be read one after the other:
 * files whose ids do not overlap, with the same columns and, as `cut` says, all or none of them cut at the range's end.
 */
export function planRuns(files: readonly HistoryFile[], cut: (file: HistoryFile) => boolean): Run[] {
  const sorted = [...files].sort((a, b) => (a.minId < b.minId ? -1 : a.minId > b.minId ? 1 : 0))
  const groups: HistoryFile[][] = []
  let maxId = ''
  for (const file of sorted) {
    const group = groups.at(-1)
    if (group && file.minId <= maxId) group.push(file)
    else groups.push([file])
    if (file.maxId > maxId) maxId = file.maxId
  }
  const runs: { files: HistoryFile[]; merge: boolean }[] = []
  for (const group of groups) {
    const last = runs.at(-1)
    const before = last?.files.at(-1)
    if (
      group.length === 1 &&
      last?.merge === false &&
      before !== undefined &&
      before.shape === group[0]!.shape &&
      cut(before) === cut(group[0]!)
    )
      last.files.push(group[0]!)
    else runs.push({ files: group, merge: group.length > 1 })
  }
  return runs
}
