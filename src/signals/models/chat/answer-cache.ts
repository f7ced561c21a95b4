/** Scores by a hash of what was asked: bounded, each for a while, the least lately used one dropped first. */
export class AnswerCache {
  readonly #most: number
  readonly #ttlMs: number
  readonly #entries = new Map<string, { readonly scores: readonly number[]; readonly until: number }>()

  constructor(most: number, ttlMs: number) {
    this.#most = most
    this.#ttlMs = ttlMs
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string, now: number): readonly number[] | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    if (now >= entry.until) return undefined
    // A Map keeps the order of insertion: what was just used goes to the end.
    this.#entries.set(key, entry)
    return entry.scores
  }

  set(key: string, scores: readonly number[], now: number): void {
    if (this.#most === 0) return
    this.#entries.delete(key)
    this.#entries.set(key, { scores, until: now + this.#ttlMs })
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value!)
  }
}
