import type { Authority } from '../../src/lab/registry/authority.ts'
import type { Walked } from './walk.ts'

/** What became of the models of one kind and variant. */
export interface KindTally {
  readonly kind: string
  readonly variant: Walked['variant']
  readonly models: number
  readonly unsafe: number
  /** How many were stopped by whom: by the first that stopped them, in the order of the way. */
  readonly by: Readonly<Record<string, number>>
  /** How many each wall stopped, whether or not another one had stopped them too. */
  readonly byAny: Readonly<Record<string, number>>
  /** Of those that came to rank a queue and no further: how many each gate held there. */
  readonly heldBy: Readonly<Record<string, number>>
  /** How many got how much on live traffic. */
  readonly got: Readonly<Record<Authority, number>>
  /** Median of the judgements that it took on live traffic, of those that came so far. */
  readonly labels: number | undefined
}

export function tallyOf(walked: readonly Walked[]): KindTally[] {
  const groups = new Map<string, Walked[]>()
  for (const one of walked) {
    const key = `${one.kind} ${one.variant}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map((own): KindTally => {
    const labels = own.flatMap((one) => (one.labels > 0 ? [one.labels] : [])).sort((a, b) => a - b)
    const got = { observe: 0, rank: 0, reversible: 0, irreversible: 0 }
    for (const one of own) got[one.got]++
    const { kind, variant } = own[0]!
    return {
      ...{ kind, variant, models: own.length, unsafe: own.filter(({ isUnsafe }) => isUnsafe).length },
      by: count(own.map((one) => one.by.slice(0, 1))),
      byAny: count(own.map((one) => one.by)),
      heldBy: count(own.map(({ got: most, heldBy }) => (most === 'rank' ? heldBy : []))),
      ...{ got, labels: labels[labels.length >> 1] },
    }
  })
}

function count(lists: readonly (readonly string[])[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of lists.flat()) counts[one] = (counts[one] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a))
}
