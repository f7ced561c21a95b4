import { HashSegment } from './hash-segment.ts'

export interface MergeOptions {
  /** Up to so many hashes have no tables. */
  readonly scanUpTo: number
  readonly lanes: number
}

/**
 * Puts segments together into one with tables, its ids ascending. Those of the first must ascend; of the others each id
 * stands once alive. Whatever is killed meanwhile may be in it or not.
 */
export function mergeSegments(
  [main, ...others]: readonly [HashSegment, ...HashSegment[]],
  { scanUpTo, lanes }: MergeOptions,
): HashSegment {
  const added = others
    .flatMap((segment) => alive(segment).map((place) => ({ id: segment.ids[place]!, segment, place })))
    .sort((a, b) => a.id - b.id)
  const room = living(main) + added.length
  const merged = new HashSegment({ room, indexed: room > scanUpTo, lanes })
  let next = 0
  const takeBefore = (id: number) => {
    for (; next < added.length && added[next]!.id < id; next++) {
      const { id: own, segment, place } = added[next]!
      merged.add([own], segment.hashesOf(place, place + 1))
    }
  }
  for (let place = 0; place < main.count; ) {
    if (main.isDead(place)) {
      place++
      continue
    }
    takeBefore(main.ids[place]!)
    const until = added[next]?.id ?? Number.POSITIVE_INFINITY
    let end = place + 1
    while (end < main.count && main.ids[end]! < until && !main.isDead(end)) end++
    merged.add(main.ids.subarray(place, end), main.hashesOf(place, end))
    place = end
  }
  takeBefore(Number.POSITIVE_INFINITY)
  merged.build()
  return merged
}

function alive(segment: HashSegment): number[] {
  const places: number[] = []
  for (let place = 0; place < segment.count; place++) if (!segment.isDead(place)) places.push(place)
  return places
}

function living(segment: HashSegment): number {
  let count = 0
  for (let place = 0; place < segment.count; place++) if (!segment.isDead(place)) count++
  return count
}
