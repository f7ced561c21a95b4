import type { DerivedBelow } from '../rules/scope.ts'

/**
 * Why a derived name cannot read itself or those that stand below it, by name: because they are made from each
 * other, or because of where they stand.
 */
export function derivedBelow(
  derived: string,
  texts: Readonly<Record<string, string>>,
): ReadonlyMap<string, DerivedBelow> {
  const names = Object.keys(texts)
  const below = names.slice(names.indexOf(derived))
  return new Map(
    below.map((name): [string, DerivedBelow] => {
      const circle = pathTo(derived, name, texts, new Set())
      const wayOut =
        circle === undefined
          ? `move it above "${derived}": a derived name reads those that stand above it`
          : `break the circle ${[derived, ...circle].join(' → ')}`
      return [name, { isCircle: circle !== undefined, wayOut }]
    }),
  )
}

/** The names by which `from` reads `derived`, both ends included; undefined when it does not. */
function pathTo(
  derived: string,
  from: string,
  texts: Readonly<Record<string, string>>,
  seen: Set<string>,
): readonly string[] | undefined {
  if (from === derived) return [from]
  if (seen.has(from)) return undefined
  seen.add(from)
  for (const [next] of texts[from]!.matchAll(/[A-Za-z_]\w*/g)) {
    const path = Object.hasOwn(texts, next) ? pathTo(derived, next, texts, seen) : undefined
    if (path !== undefined) return [from, ...path]
  }
  return undefined
}
