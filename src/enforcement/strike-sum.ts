import type { StrikeRecord, Threshold } from './ports.ts'

/** Strikes that have one cause, and so count as one: the heaviest of them. */
export type StrikeGroup = readonly StrikeRecord[]

/**
 * Which strikes of one account are one cause: those on account of the same decision, and those within `foldMs` of the
 * first of a group that are under the same family of policies, or about the same item. Depends on the strikes alone, not
 * on the order in which they became known; reversed ones are left out by whoever asks.
 */
export function foldStrikes(strikes: readonly StrikeRecord[], foldMs: number): StrikeGroup[] {
  const ordered = [...strikes].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
  const groups: StrikeRecord[][] = []
  const byDecision = new Map<string, StrikeRecord[]>()
  const byFamily = new Map<string, StrikeRecord[]>()
  const byItem = new Map<string, StrikeRecord[]>()
  const near = (group: StrikeRecord[] | undefined, { atMs }: StrikeRecord) =>
    group !== undefined && atMs - group[0]!.atMs <= foldMs ? group : undefined
  for (const strike of ordered) {
    const { decision, family, item } = strike
    const found =
      (decision === undefined ? undefined : byDecision.get(decision)) ??
      near(byFamily.get(family), strike) ??
      (item === undefined ? undefined : near(byItem.get(item), strike))
    const group = found ?? []
    if (found === undefined) groups.push(group)
    group.push(strike)
    if (decision !== undefined && !byDecision.has(decision)) byDecision.set(decision, group)
    if (near(byFamily.get(family), strike) === undefined) byFamily.set(family, group)
    if (item !== undefined && near(byItem.get(item), strike) === undefined) byItem.set(item, group)
  }
  return groups
}

/**
 * The sum of one account's strikes at a time, in ms since the epoch: each group counts as its heaviest strike that had
 * come to count by then, had not expired, is not older than `withinMs`, and is of one of the families.
 */
export function strikeSum(
  strikes: readonly StrikeRecord[],
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
