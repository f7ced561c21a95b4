import type { EventRef } from '../event-ref.ts'

/** Keeps the newest of what is given in the order of arrival, as many as are asked for. */
export class NewestEvents {
  readonly #most: number
  readonly #before: string | undefined
  #kept: EventRef[] = []

  /** `before`: only decisions older than this one. */
  constructor(most: number, before?: string) {
    this.#most = most
    this.#before = before
  }

  /** Nothing is to be kept. */
  get isIdle(): boolean {
    return this.#most === 0
  }

  add(event: EventRef): void {
    if (this.#most === 0 || (this.#before !== undefined && event.id >= this.#before)) return
    this.#kept.push(event)
    // Cut now and then, not with every event.
    if (this.#kept.length >= 2 * this.#most + 1000) this.#kept = this.#kept.slice(-this.#most)
  }

  /** The newest first. */
  list(): readonly EventRef[] {
    return this.#most === 0 ? [] : this.#kept.slice(-this.#most).reverse()
  }
}
