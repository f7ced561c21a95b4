/** Remembers for a while who matched a sealed bank by asking beforehand. */
export interface Silence {
  /** Nothing is told to them any more, until a day has passed. */
  begin(who: string, nowMs: number): void
  holds(who: string, nowMs: number): boolean
}

const LENGTH_MS = 86_400_000
const MOST = 100_000

/** So that nobody finds out by trying how far a picture must be changed until it is known no more. */
export function silence(): Silence {
  // A Map keeps the order of insertion: the first ends first.
  const until = new Map<string, number>()
  return {
    begin(who, nowMs) {
      until.delete(who)
      until.set(who, nowMs + LENGTH_MS)
      for (const [one, ends] of until) {
        if (ends > nowMs && until.size <= MOST) break
        until.delete(one)
      }
    },
    holds: (who, nowMs) => (until.get(who) ?? 0) > nowMs,
  }
}
