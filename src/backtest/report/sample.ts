/** One event drawn for a sample, and what is to be told of it. */
export interface Drawn<T> {
  readonly score: number
  readonly id: string
  readonly more: T
}

/**
 * The events with the least scores among all that were offered: a sample without replacement in which every event has
 * the same chance, whatever the order in which they are offered. Plain data. Source: bottom-k sampling (Cohen and
 * Kaplan, Summarizing data using bottom-k sketches, 2007).
 */
export interface Sample<T> {
  readonly most: number
  /** By rising score, then id. */
  drawn: Drawn<T>[]
}

export function emptySample<T>(most: number): Sample<T> {
  return { most, drawn: [] }
}

/**
 * An event's score, from its time of receipt in ms and a seed. Events of one ms have one score: they are drawn
 * together, in the order of their ids.
 */
export function scoreOf(received: number, seed: number): number {
  const mixed = Math.imul((received | 0) ^ (received / 0x1_0000_0000) ^ seed, 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

/** Offers an event; `id` and `more` are asked for only when it is drawn. */
export function offer<T>(sample: Sample<T>, score: number, id: () => string, more: () => T): void {
  const { drawn, most } = sample
  if (most === 0 || (drawn.length >= most && score > drawn[most - 1]!.score)) return
  insert(sample, { score, id: id(), more: more() })
}

/** Offers what another sample has drawn. */
export function mergeSamples<T>(into: Sample<T>, other: Sample<T>): void {
  for (const one of other.drawn) insert(into, one)
}

function insert<T>(sample: Sample<T>, one: Drawn<T>): void {
  const { drawn, most } = sample
  let place = drawn.length
  while (place > 0 && isBehind(drawn[place - 1]!, one)) place--
  drawn.splice(place, 0, one)
  if (drawn.length > most) drawn.pop()
}

function isBehind(a: Drawn<unknown>, b: Drawn<unknown>): boolean {
  return a.score > b.score || (a.score === b.score && a.id > b.id)
}
