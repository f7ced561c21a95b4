import { type EventRef, olderThan } from './event-ref.ts'

/** A piece of the past, and how many are still wanted of it. */
export interface PastPiece {
  /** Receipt in `[from, to)`, in ms since the epoch. */
  readonly from: number
  readonly to: number
  /** As SQL over `id` and `received`: what comes before the place that was asked for. */
  readonly older: string
  readonly most: number
}

/**
 * Looks for the newest of a range of receipt piece by piece from its end, each piece so many times as wide as the one
 * after it: mostly, the newest are soon found. `first`: the share of the range that the first piece has.
 */
export async function lookBack<One>(
  asked: { readonly from: number; readonly to: number; readonly before: EventRef | undefined },
  { most, first, wider }: { readonly most: number; readonly first: number; readonly wider: number },
  look: (piece: PastPiece) => Promise<readonly One[]>,
): Promise<One[]> {
  const { from, before } = asked
  const found: One[] = []
  let to = before === undefined ? asked.to : Math.min(asked.to, before.received + 1)
  let width = Math.max(1, Math.ceil((to - from) * first))
  while (found.length < most && to > from) {
    const start = Math.max(from, to - width)
    const older = before === undefined || before.received >= to ? 'true' : olderThan(before)
    found.push(...(await look({ from: start, to, older, most: most - found.length })))
    to = start
    width *= wider
  }
  return found
}
