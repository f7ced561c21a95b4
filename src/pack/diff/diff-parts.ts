import type { Difference, PackChange, Part } from './change.ts'
import type { Facets } from './facets.ts'
import { sayChange } from './say-change.ts'

/** What was added, removed or changed among the parts of one kind, by name, in the order of names. */
export function diffParts<T>(
  part: Part,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  facets: (one: T) => Facets,
  remark: (before: T, after: T) => string | undefined = () => undefined,
): PackChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names.flatMap((name): PackChange[] => {
    const [old, now] = [before.get(name), after.get(name)]
    // What a check took over from the one before is the very same.
    if (old === now) return []
    const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
    const differences = differencesOf(old && facets(old), now && facets(now))
    const more = old !== undefined && now !== undefined ? remark(old, now) : undefined
    if (kind === 'changed' && differences.length === 0 && more === undefined) return []
    return [{ part, name, kind, differences, sentence: sayChange({ part, name, kind, differences }, more) }]
  })
}

function differencesOf(before: Facets = {}, after: Facets = {}): Difference[] {
  const aspects = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...aspects].flatMap((what) =>
    before[what] === after[what] ? [] : [{ what, before: before[what], after: after[what] }],
  )
}
