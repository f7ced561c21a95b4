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
 * with `limit`. A source keeps its own order, also where its times do not: whatever lies before a cursor was shown. Of two
 * at one moment, the one of the source named first comes first.
 */
export function mergeTimeline<T>(
  pages: ReadonlyMap<string, SourcePage<T>>,
  before: Cursors,
  limit: number,
): { readonly items: readonly T[]; readonly next: Cursors | undefined } {
  const items: T[] = []
  const counts = new Map<string, number>()
  while (items.length < limit) {
    const heads = [...pages].flatMap(([source, page]) => {
      const one = page.items[counts.get(source) ?? 0]
      return one === undefined ? [] : [{ source, ...one }]
    })
    if (heads.length === 0) break
    const { source, item } = heads.reduce((newest, one) => (one.atMs > newest.atMs ? one : newest))
    items.push(item)
    counts.set(source, (counts.get(source) ?? 0) + 1)
  }
  const next: Record<string, string | null> = { ...before }
  let isMore = false
  for (const [source, page] of pages) {
    const count = counts.get(source) ?? 0
    if (count < page.items.length) {
      isMore = true
      if (count > 0) next[source] = page.items[count - 1]!.cursor
    } else {
      next[source] = page.next ?? null
      if (page.next !== undefined) isMore = true
    }
  }
  return { items, next: isMore ? next : undefined }
}
