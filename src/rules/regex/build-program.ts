import { WORD } from './named-set.ts'
import { type Assertion, LAST_CODE_POINT, type Pattern, type Ranges } from './pattern.ts'

/** One step of a Thompson automaton; `next` and `or` are indexes of steps. */
export type Step =
  | { readonly kind: 'set'; readonly set: number; next: number }
  | { readonly kind: 'fork'; next: number; or: number }
  | { readonly kind: 'assert'; readonly what: Assertion; next: number }
  | { readonly kind: 'match' }

export interface Program {
  readonly steps: readonly Step[]
  readonly start: number
  /** The class of each code point: code points of one class are in the same sets. */
  readonly classes: Classes
  /** Per class, the sets that hold it. */
  readonly inSet: readonly ReadonlySet<number>[]
  readonly newline: number
  readonly isWord: readonly boolean[]
}

export interface Classes {
  readonly count: number
  readonly of: (code: number) => number
  /** Classes of U+0000 to U+007F. */
  readonly ascii: Uint16Array
}

/** Turns a pattern into an automaton whose alphabet is the classes of code points that it tells apart. */
export function buildProgram(pattern: Pattern): Program {
  const sets: Ranges[] = []
  const setIds = new Map<string, number>()
  const steps: Step[] = []

  const setOf = (ranges: Ranges): number => {
    const key = ranges.join()
    let id = setIds.get(key)
    if (id === undefined) {
      id = sets.push(ranges) - 1
      setIds.set(key, id)
    }
    return id
  }
  const add = (step: Step): number => steps.push(step) - 1

  /** Builds from the end: the step that leads through `part` to `next`. */
  function build(part: Pattern, next: number): number {
    switch (part.kind) {
      case 'empty':
        return next
      case 'set':
        return add({ kind: 'set', set: setOf(part.ranges), next })
      case 'assert':
        return add({ kind: 'assert', what: part.what, next })
      case 'chain':
        return part.parts.reduceRight((to, inner) => build(inner, to), next)
      case 'either':
        return part.options
          .map((option) => build(option, next))
          .reduceRight((or, first) => add({ kind: 'fork', next: first, or }))
      case 'repeat':
        return buildRepeat(part, next)
    }
  }

  function buildRepeat({ of, min, max }: Pattern & { kind: 'repeat' }, next: number): number {
    let to = next
    if (max === Infinity) {
      const loop: Step & { kind: 'fork' } = { kind: 'fork', next: -1, or: next }
      to = add(loop)
      loop.next = build(of, to)
    } else for (let i = min; i < max; i++) to = add({ kind: 'fork', next: build(of, to), or: next })
    for (let i = 0; i < min; i++) to = build(of, to)
    return to
  }

  const word = setOf(WORD)
  const line = setOf([10, 10])
  const start = build(pattern, add({ kind: 'match' }))
  const { classes, inSet } = partition(sets)
  return {
    steps,
    start,
    classes,
    inSet,
    newline: inSet.findIndex((held) => held.has(line)),
    isWord: inSet.map((held) => held.has(word)),
  }
}

/** Divides all code points into classes that no set tells apart. */
function partition(sets: readonly Ranges[]): { classes: Classes; inSet: ReadonlySet<number>[] } {
  const edges = new Set<number>([0])
  for (const ranges of sets)
    for (let i = 0; i < ranges.length; i += 2) {
      edges.add(ranges[i]!)
      edges.add(ranges[i + 1]! + 1)
    }
  edges.delete(LAST_CODE_POINT + 1)
  const starts = Uint32Array.from(edges).sort()
  const index = new Map<number, number>()
  starts.forEach((start, i) => {
    index.set(start, i)
  })
  const members: number[][] = Array.from(starts, () => [])
  sets.forEach((ranges, set) => {
    for (let i = 0; i < ranges.length; i += 2) {
      const last = index.get(ranges[i + 1]! + 1) ?? starts.length
      for (let at = index.get(ranges[i]!)!; at < last; at++) members[at]!.push(set)
    }
  })
  const ids = new Map<string, number>()
  const inSet: ReadonlySet<number>[] = []
  const classAt = Uint16Array.from(members, (held) => {
    const key = held.join()
    let id = ids.get(key)
    if (id === undefined) {
      id = inSet.push(new Set(held)) - 1
      ids.set(key, id)
    }
    return id
  })
  return { classes: lookup(starts, classAt, inSet.length), inSet }
}

function lookup(starts: Uint32Array, classAt: Uint16Array, count: number): Classes {
  const search = (code: number): number => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= code) low = middle
      else high = middle - 1
    }
    return classAt[low]!
  }
  // Filled page by page as text comes, since most patterns meet one or two scripts.
  const pages: (Uint16Array | undefined)[] = new Array(0x1100).fill(undefined)
  const ascii = Uint16Array.from({ length: 128 }, (_, code) => search(code))
  return {
    count,
    ascii,
    of: (code) => {
      let page = pages[code >> 8]
      if (!page) {
        page = Uint16Array.from({ length: 256 }, (_, i) => search((code & ~0xff) | i))
        pages[code >> 8] = page
      }
      return page[code & 0xff]!
    },
  }
}
