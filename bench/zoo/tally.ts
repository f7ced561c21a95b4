import type { Authority } from '../../src/lab/registry/authority.ts'
import type { Walked } from './walk.ts'

/** What became of the models of one kind and variant. */
export interface KindTally {
  readonly kind: string
  readonly variant: Walked['variant']
  readonly models: number
  readonly unsafe: number
  /** How many were stopped by whom. */
  readonly by: Readonly<Record<string, number>>
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
    const by: Record<string, number> = {}
    for (const one of own) {
      got[one.got]++
      if (one.by !== undefined) by[one.by] = (by[one.by] ?? 0) + 1
    }
    const { kind, variant } = own[0]!
    return {
      ...{ kind, variant, models: own.length, unsafe: own.filter(({ isUnsafe }) => isUnsafe).length },
      ...{ by, got, labels: labels[labels.length >> 1] },
    }
  })
}
