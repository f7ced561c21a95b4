import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import type { Pack, Rule } from './pack.ts'

/** Everything that a test may name. */
export interface TestNames extends Omit<Pack, 'rules'> {
  readonly rules: ReadonlyMap<string, Rule>
}

/** The thing of that name; when there is none, undefined and a diagnostic at `place`. */
export function findNamed<T>(
  what: string,
  name: string,
  all: ReadonlyMap<string, T>,
  place: Place,
  diagnostics: Diagnostic[],
): T | undefined {
  const found = all.get(name)
  if (found === undefined)
    diagnostics.push({
      severity: 'error',
      code: `unknown-${what.replaceAll(' ', '-')}`,
      message: `unknown ${what} "${name.slice(0, 64)}"`,
      place,
      wayOut: didYouMean(name.slice(0, 64), all.keys()),
    })
  return found
}
