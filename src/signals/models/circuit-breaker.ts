/**
 * Stops asking a service that fails: open after so many failures in a row; after a rest one question goes through as a
 * probe (half-open), and its outcome closes or opens again. Source: Nygard, Release It!, 2nd ed., chapter 5.
 */
export class CircuitBreaker {
  readonly #failures: number
  readonly #restMs: number
  #failed = 0
  #openSince: number | undefined
  #probing = false

  constructor(failures: number, restMs: number) {
    this.#failures = failures
    this.#restMs = restMs
  }

  get state(): 'closed' | 'half-open' | 'open' {
    if (this.#openSince === undefined) return 'closed'
    return this.#probing ? 'half-open' : 'open'
  }

  /** Whether a question may be asked now; a yes while it is open makes the question the probe. */
  allows(now: number): boolean {
    if (this.#openSince === undefined) return true
    if (this.#probing || now - this.#openSince < this.#restMs) return false
    this.#probing = true
    return true
  }

  succeeded(): void {
    this.#failed = 0
    this.#openSince = undefined
    this.#probing = false
  }

  failed(now: number): void {
    this.#failed++
    if (this.#probing || this.#failed >= this.#failures) this.#openSince = now
    this.#probing = false
  }

  /** The question ended without saying anything of the service: a probe may be tried again. */
  undecided(): void {
    this.#probing = false
  }
}
