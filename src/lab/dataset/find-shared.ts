import type { LabRow } from './row.ts'

/** Two sources of rows, and how many different texts they have in common. */
export interface SharedTexts {
  readonly one: string
  readonly other: string
  readonly texts: number
}

/**
 * Texts that stand in several files, near-duplicates too: the test rows of a public set that leaked into its training rows, for
 * example. The files with the most in common first.
 */
export function findShared(
  rows: readonly Pick<LabRow, 'source' | 'text'>[],
  clusters: ArrayLike<number>,
): SharedTexts[] {
  const first = new Map<number, string>()
  // Few texts stand in two files: a set for each text would be most of the work.
  const files = new Map<number, Set<string>>()
  for (const [at, { source, text }] of rows.entries()) {
    if (text === undefined) continue
    const file = source.replace(/:\d+$/, '')
    const cluster = clusters[at]!
    const known = first.get(cluster)
    if (known === undefined) first.set(cluster, file)
    else if (known !== file) {
      const own = files.get(cluster)
      if (own === undefined) files.set(cluster, new Set([known, file]))
      else own.add(file)
    }
  }
  const shared = new Map<string, SharedTexts>()
  for (const own of files.values()) {
    const names = [...own].sort()
    for (const [i, one] of names.entries())
      for (const other of names.slice(i + 1)) {
        const key = JSON.stringify([one, other])
        shared.set(key, { one, other, texts: (shared.get(key)?.texts ?? 0) + 1 })
      }
  }
  return [...shared.values()].sort(
    (a, b) => b.texts - a.texts || (a.one + a.other < b.one + b.other ? -1 : 1),
  )
}
