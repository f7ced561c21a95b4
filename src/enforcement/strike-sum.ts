import type { StrikeRecord, Threshold } from './ports.ts'

/** What decides how a strike counts. */
export type Countable = Pick<
  StrikeRecord,
  'id' | 'decision' | 'family' | 'item' | 'weight' | 'atMs' | 'takenMs' | 'expiresMs'
>

/** Strikes that have one cause, and so count as one: the heaviest of them. */
export type StrikeGroup<One extends Countable = StrikeRecord> = readonly One[]

/**
 * Which strikes of one account are one cause: those on account of the same decision, and those within `foldMs` of the
 * first of a cause that has one under the same family of policies, or else one about the same item; of several causes,
 * the oldest. Depends on the strikes alone, not on the order in which they became known; reversed ones are left out by
 * whoever asks.
 */
export function foldStrikes<One extends Countable>(
  strikes: readonly One[],
  foldMs: number,
): StrikeGroup<One>[] {
  const ordered = [...strikes].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
  const groups: One[][] = []
  const byDecision = new Map<string, One[]>()
  // Groups begin in the order of time, so those that are over for newcomers stand in front.
  let open = 0
  for (const strike of ordered) {
    const { decision, family, item, atMs } = strike
    while (open < groups.length && atMs - groups[open]![0]!.atMs > foldMs) open++
    const recent = groups.slice(open)
    const group =
      (decision === undefined ? undefined : byDecision.get(decision)) ??
      recent.find((one) => one.some((other) => other.family === family)) ??
      (item === undefined ? undefined : recent.find((one) => one.some((other) => other.item === item)))
    if (group === undefined) groups.push([strike])
    else group.push(strike)
    if (decision !== undefined && !byDecision.has(decision)) byDecision.set(decision, group ?? groups.at(-1)!)
  }
  return groups
}

/**
 * The sum of one account's strikes at a time, in ms since the epoch: each group counts as its heaviest strike that had
 * come to count by then, had not expired, is not older than `withinMs`, and is of one of the families.
 */
export function strikeSum(
  strikes: readonly Countable[],
  foldMs: number,
  { withinMs, families }: Omit<Threshold, 'at'>,
  atMs: number,
): number {
  const known = strikes.filter(({ takenMs }) => takenMs <= atMs)
  let sum = 0
  for (const group of foldStrikes(known, foldMs)) {
    let heaviest = 0
    for (const { weight, expiresMs, atMs: since, family } of group)
      if (
        expiresMs > atMs &&
        atMs - since < withinMs &&
        (families === undefined || families.includes(family)) &&
        weight > heaviest
      )
        heaviest = weight
    sum += heaviest
  }
  return sum
}
