import { AUTHORITIES, type Authority } from '../registry/authority.ts'
import type { GateResult } from './gate.ts'
import { REQUIRED_GATES } from './required-gates.ts'

/**
 * The highest step all of whose gates, and all of those below it, passed; undefined: not even those of shadow did. An
 * intersection-union test (R. L. Berger, Technometrics 24, 1982): each gate stands at its own level alpha, and the chance
 * that all pass while any bar is missed is at most alpha, without a correction for their number. A gate that is missing,
 * inconclusive, or there twice with different verdicts is not passed.
 */
export function certifiedAuthority(results: readonly GateResult[]): Authority | undefined {
  let certified: Authority | undefined
  for (const step of AUTHORITIES) {
    const own = results.filter((one) => one.for === step)
    const isWhole = REQUIRED_GATES[step].every((gate) => own.some((one) => one.gate === gate))
    if (!isWhole || own.some(({ verdict }) => verdict !== 'pass')) return certified
    certified = step
  }
  return certified
}

/** What stands between a model and a step: the gates up to it that did not pass, and those that did not run. */
export function missingFor(step: Authority, results: readonly GateResult[]): readonly string[] {
  return AUTHORITIES.slice(0, AUTHORITIES.indexOf(step) + 1).flatMap((below) => [
    ...results
      .filter((one) => one.for === below && one.verdict !== 'pass')
      .map(({ gate, verdict }) => `${gate} (${verdict})`),
    ...REQUIRED_GATES[below]
      .filter((gate) => !results.some((one) => one.for === below && one.gate === gate))
      .map((gate) => `${gate} (did not run)`),
  ])
}
