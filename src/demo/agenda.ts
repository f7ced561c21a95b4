import type { Draft } from './event-of.ts'

interface Entry {
  readonly timeMs: number
  readonly draft: Draft
}

/** Events to come, handed out by their time; of the same time, in the order in which they were put in. */
export class Agenda {
  // Latest first, so that the next one is taken off the end.
  readonly #entries: Entry[] = []

  put(timeMs: number, draft: Draft): void {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#entries[middle]!.timeMs > timeMs) low = middle + 1
      else high = middle
    }
    this.#entries.splice(low, 0, { timeMs, draft })
  }

  /** Takes out the next event whose time has come at `nowMs`. */
  due(nowMs: number): Entry | undefined {
    const next = this.#entries.at(-1)
    return next !== undefined && next.timeMs <= nowMs ? this.#entries.pop() : undefined
  }
}
