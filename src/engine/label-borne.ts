/** One source's say on one label of one entity. Times in ms since the epoch, `order` in that of arrival. */
export interface Say {
  readonly op: 'set' | 'unset'
  /** Number of the source; each has one say, the latest. */
  readonly source: number
  /** Infinity: never ends. */
  readonly until: number
  readonly order: number
}

/**
 * What is known of one label of one entity, when it is more than one source's word: each source's latest say, the
 * latest time that it was taken off, and what was said by decisions that are not stored yet. A say holds when it is
 * its source's latest and was not followed by a taking off; whatever the order in which says become known, the same
 * comes out.
 */
export class Borne {
  unset = Number.NEGATIVE_INFINITY
  sets: Say[] = []
  readonly pending: Say[] = []
  readonly entity: string
  readonly label: string

  constructor(entity: string, label: string) {
    this.entity = entity
    this.label = label
  }

  /** Takes in what is stored. */
  merge(say: Say): void {
    if (say.op === 'unset') {
      this.unset = Math.max(this.unset, say.order)
      return
    }
    const at = this.sets.findIndex(({ source }) => source === say.source)
    if (at < 0) this.sets.push(say)
    else if (say.order >= this.sets[at]!.order) this.sets[at] = say
  }

  /** Until when the label is borne, all says taken together; -Infinity: it is not. */
  until(): number {
    if (this.pending.length === 0) return this.#settledUntil()
    const all = new Borne(this.entity, this.label)
    all.unset = this.unset
    all.sets = [...this.sets]
    for (const say of this.pending) all.merge(say)
    return all.#settledUntil()
  }

  /** Whether everything is stored and this say would change nothing of it. */
  isSaid(say: Say, nowMs: number): boolean {
    if (this.pending.length > 0) return false
    if (say.op === 'unset') return this.#settledUntil() <= nowMs
    return this.sets.some(
      ({ source, until, order }) => source === say.source && until === say.until && order >= this.unset,
    )
  }

  /** Drops what can no longer matter: says that are over, or taken off, and a taking off from before `settled`. */
  tidy(nowMs: number, settled: number): void {
    this.sets = this.sets.filter(({ until, order }) => until > nowMs && order >= this.unset)
    if (this.unset < settled) this.unset = Number.NEGATIVE_INFINITY
  }

  #settledUntil(): number {
    let until = Number.NEGATIVE_INFINITY
    for (const say of this.sets) if (say.order >= this.unset && say.until > until) until = say.until
    return until
  }
}
