import { accountsBeside } from '../dataset/find-common.ts'
import { findMarkers } from '../dataset/find-markers.ts'
import type { PlacedRow } from '../dataset/row.ts'
import { textKey } from '../dataset/text-key.ts'

/** What gates need to know of rows, in numbers alone. */
export interface RowFindings {
  readonly rows: number
  /** Rows that still have their text. */
  readonly texts: number
  /** Texts, whatever their writing, near-duplicate clusters, and accounts that stand in more than one split. */
  readonly torn: { readonly texts: number; readonly clusters: number; readonly accounts: number }
  /** Rows that begin or end with a mark by which their class can be told. */
  readonly marked: number
  /** Texts that are no text: empty, or one word with digits that no other row has. */
  readonly idLike: number
  /** When the newest row was said, in ms since the epoch; undefined: no row tells. */
  readonly newestMs: number | undefined
}

/**
 * Looks at the rows as they were split; independent of the code that split them. `bound`: rows of clusters that more
 * accounts say tear no account apart.
 */
export function lookAtRows(rows: readonly PlacedRow[], bound = Number.POSITIVE_INFINITY): RowFindings {
  const beside = accountsBeside(
    rows,
    Int32Array.from(rows, ({ cluster }) => cluster),
  )
  const [texts, clusters, accounts] = [splitsOf(), splitsOf(), splitsOf()]
  const singles = new Map<string, number>()
  let [withText, empty] = [0, 0]
  let newestMs: number | undefined
  for (const [at, { text, split, cluster, account, atMs }] of rows.entries()) {
    if (text === undefined) continue
    withText++
    texts.see(textKey(text), split)
    clusters.see(String(cluster), split)
    const isCommon = beside[at]! > bound
    if (account !== undefined && !isCommon) accounts.see(account, split)
    if (atMs !== undefined && (newestMs === undefined || atMs > newestMs)) newestMs = atMs
    const trimmed = text.trim()
    if (trimmed === '') empty++
    else if (/^\S*\d\S*$/.test(trimmed)) singles.set(trimmed, (singles.get(trimmed) ?? 0) + 1)
  }
  return {
    rows: rows.length,
    texts: withText,
    torn: { texts: texts.torn(), clusters: clusters.torn(), accounts: accounts.torn() },
    marked: findMarkers(rows).reduce((sum, marker) => sum + marker.rows, 0),
    idLike: empty + [...singles.values()].filter((count) => count === 1).length,
    newestMs,
  }
}

function splitsOf() {
  const first = new Map<string, string>()
  const torn = new Set<string>()
  return {
    see(key: string, split: string) {
      const known = first.get(key)
      if (known === undefined) first.set(key, split)
      else if (known !== split) torn.add(key)
    },
    torn: () => torn.size,
  }
}
