/** Something shared, and with whom. */
export interface Shared {
  readonly with: readonly { readonly entity: string }[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Ring {
  /** As many as things were given, on the inner ring. */
  readonly things: readonly Point[]
  readonly accounts: readonly (Point & { readonly entity: string })[]
  /** From a thing to an account, by their places in the two lists. */
  readonly lines: readonly { readonly thing: number; readonly account: number }[]
}

/** Drawn at most: beyond it a picture says nothing that the list does not. */
export const RING_LIMITS = { things: 12, accounts: 40 } as const
const INNER = 90
const OUTER = 210

/**
 * Lays out who shares what: the account in the middle at (0, 0), things around it, and the accounts that share them
 * beyond, in the order in which they are met, so that those of one thing stand together.
 */
export function layRing(shared: readonly Shared[]): Ring {
  const some = shared.slice(0, RING_LIMITS.things)
  const names: string[] = []
  const lines: { thing: number; account: number }[] = []
  some.forEach((one, thing) => {
    for (const { entity } of one.with) {
      let account = names.indexOf(entity)
      if (account < 0) {
        if (names.length >= RING_LIMITS.accounts) continue
        account = names.push(entity) - 1
      }
      lines.push({ thing, account })
    }
  })
  return {
    things: some.map((_, i) => around(i, some.length, INNER)),
    accounts: names.map((entity, i) => ({ entity, ...around(i, names.length, OUTER) })),
    lines,
  }
}

function around(index: number, count: number, radius: number): Point {
  const angle = (2 * Math.PI * index) / Math.max(1, count) - Math.PI / 2
  return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) }
}
