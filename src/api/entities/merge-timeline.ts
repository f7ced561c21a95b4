/** Items of one source, newest first. */
export interface SourcePage<T> {
  readonly items: readonly { readonly atMs: number; readonly cursor: string; readonly item: T }[]
  /** Leads to older ones, also past items that the asker may not see; undefined: there are none. */
  readonly next: string | undefined
}

/** Where a source is to be read on; null: it has no more. */
export type Cursors = Readonly<Record<string, string | null>>

/**
 * The newest items of several sources in one row, and where each source is to be read on. Each page must have been read
 * with `limit`. Of two at one moment, the one of the source named first comes first.
 */
export function mergeTimeline<T>(
  pages: ReadonlyMap<string, SourcePage<T>>,
  before: Cursors,
  limit: number,
): { readonly items: readonly T[]; readonly next: Cursors | undefined } {
  const all = [...pages].flatMap(([source, { items }]) => items.map((one) => ({ source, ...one })))
  // Array.sort is stable.
  const shown = all.sort((a, b) => b.atMs - a.atMs).slice(0, limit)
  const next: Record<string, string | null> = { ...before }
  let isMore = false
  for (const [source, page] of pages) {
    const last = shown.findLast((one) => one.source === source)
    const count = shown.filter((one) => one.source === source).length
    if (count < page.items.length) {
      isMore = true
      if (last !== undefined) next[source] = last.cursor
    } else {
      next[source] = page.next ?? null
      if (page.next !== undefined) isMore = true
    }
  }
  return { items: shown.map(({ item }) => item), next: isMore ? next : undefined }
}
