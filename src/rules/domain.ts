/**
 * The values that a comparison leaves to its subject: an interval of numbers, or a finite set and its opposite.
 * `open` ends are not part of the interval.
 */
export type Domain =
  | {
      readonly kind: 'range'
      readonly low: number
      readonly lowOpen: boolean
      readonly high: number
      readonly highOpen: boolean
    }
  | { readonly kind: 'only'; readonly values: readonly unknown[] }
  | { readonly kind: 'but'; readonly values: readonly unknown[] }

export function range(low: number, high: number, lowOpen = false, highOpen = false): Domain {
  return { kind: 'range', low, lowOpen, high, highOpen }
}

/** The same interval with closed ends, for values that are whole numbers. */
export function whole(domain: Domain): Domain {
  if (domain.kind !== 'range') return domain
  const low = domain.lowOpen && Number.isInteger(domain.low) ? domain.low + 1 : Math.ceil(domain.low)
  const high = domain.highOpen && Number.isInteger(domain.high) ? domain.high - 1 : Math.floor(domain.high)
  return range(low, high)
}

function inRange(value: unknown, domain: Domain & { kind: 'range' }): boolean {
  if (typeof value !== 'number') return true
  const { low, lowOpen, high, highOpen } = domain
  return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high)
}

/** What both allow; exact but for single points cut out of an interval's inside, which stay in. */
export function meet(a: Domain, b: Domain): Domain {
  if (a.kind === 'only') return { kind: 'only', values: a.values.filter((value) => allows(b, value)) }
  if (b.kind === 'only') return meet(b, a)
  if (a.kind === 'but' && b.kind === 'but') return { kind: 'but', values: [...a.values, ...b.values] }
  if (a.kind === 'range' && b.kind === 'range') {
    const lowFromA = a.low > b.low || (a.low === b.low && a.lowOpen)
    const highFromA = a.high < b.high || (a.high === b.high && a.highOpen)
    return range(
      lowFromA ? a.low : b.low,
      highFromA ? a.high : b.high,
      lowFromA ? a.lowOpen : b.lowOpen,
      highFromA ? a.highOpen : b.highOpen,
    )
  }
  const [interval, points] = a.kind === 'range' ? [a, b] : [b, a]
  if (interval.kind !== 'range' || points.kind !== 'but') return interval
  const cut = (end: number) => points.values.includes(end)
  return range(
    interval.low,
    interval.high,
    interval.lowOpen || cut(interval.low),
    interval.highOpen || cut(interval.high),
  )
}

export function allows(domain: Domain, value: unknown): boolean {
  switch (domain.kind) {
    case 'range':
      return inRange(value, domain)
    case 'only':
      return domain.values.includes(value)
    case 'but':
      return !domain.values.includes(value)
  }
}

export function isEmpty(domain: Domain): boolean {
  if (domain.kind === 'only') return domain.values.length === 0
  if (domain.kind === 'but') return false
  return domain.low > domain.high || (domain.low === domain.high && (domain.lowOpen || domain.highOpen))
}

/** Whether everything that `inner` allows, `outer` allows too; `false` when that cannot be said. */
export function covers(outer: Domain, inner: Domain): boolean {
  switch (inner.kind) {
    case 'only':
      return inner.values.every((value) => allows(outer, value))
    case 'but':
      return outer.kind === 'but' && outer.values.every((value) => inner.values.includes(value))
    case 'range':
      if (outer.kind === 'but') return outer.values.every((value) => !inRange(value, inner))
      if (outer.kind === 'only') return inner.low === inner.high && allows(outer, inner.low)
      return (
        (outer.low < inner.low || (outer.low === inner.low && (!outer.lowOpen || inner.lowOpen))) &&
        (outer.high > inner.high || (outer.high === inner.high && (!outer.highOpen || inner.highOpen)))
      )
  }
}

/**
 * What all of them allow. Points cut out of an interval are applied last, and of whole numbers each end that is cut
 * off moves on, so that `x >= 5 && x <= 6 && x != 5 && x != 6` leaves nothing.
 */
export function meetAll(domains: readonly Domain[], isWhole: boolean): Domain {
  const cuts: unknown[] = []
  let left: Domain | undefined
  for (const domain of domains) {
    if (domain.kind === 'but') cuts.push(...domain.values)
    else left = left === undefined ? domain : meet(left, domain)
  }
  const but: Domain = { kind: 'but', values: cuts }
  if (left === undefined) return but
  for (;;) {
    const next = meet(left, but)
    const settled: Domain = isWhole ? whole(next) : next
    if (settled.kind !== 'range' || left.kind !== 'range' || isEmpty(settled)) return settled
    if (settled.low === left.low && settled.high === left.high) return settled
    left = settled
  }
}
