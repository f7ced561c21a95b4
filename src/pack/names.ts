import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'

/** Things that a pack declares by name, each with the place where it did. */
export class Declared<T extends { readonly place: Place }> {
  readonly all = new Map<string, T>()
  readonly #what: string
  readonly #diagnostics: Diagnostic[]

  constructor(what: string, diagnostics: Diagnostic[]) {
    this.#what = what
    this.#diagnostics = diagnostics
  }

  /** False when the name was taken: the first stays, and the second place is reported. */
  add(name: string, thing: T): boolean {
    const before = this.all.get(name)
    if (before === undefined) {
      this.all.set(name, thing)
      return true
    }
    this.#diagnostics.push({
      severity: 'error',
      code: 'duplicate-name',
      message: `${this.#what} "${name}" is declared twice`,
      place: thing.place,
      wayOut: 'rename one of them',
      related: [{ message: 'first here', place: before.place }],
    })
    return false
  }

  /** The thing of that name; when there is none, undefined and a diagnostic at `place`. */
  find(name: string, place: Place): T | undefined {
    const found = this.all.get(name)
    if (found === undefined) {
      this.#diagnostics.push({
        severity: 'error',
        code: `unknown-${this.#what.replaceAll(' ', '-')}`,
        message: `unknown ${this.#what} "${name}"`,
        place,
        wayOut: didYouMean(name, this.all.keys()),
      })
    }
    return found
  }
}
