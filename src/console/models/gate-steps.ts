import type { GateResult } from '../../lab/gates/gate.ts'
import { type GateName, REQUIRED_GATES } from '../../lab/gates/required-gates.ts'
import { AUTHORITIES, type Authority } from '../../lab/registry/authority.ts'

/** The gates of one step of authority; `result` undefined: it is required and did not run. */
export interface GateStep {
  readonly step: Authority
  readonly gates: readonly { readonly gate: string; readonly result: GateResult | undefined }[]
  /** How many of them stand in its way. */
  readonly missing: number
}

/** What a model must pass step by step, with what it did pass. */
export function gateSteps(results: readonly GateResult[]): GateStep[] {
  return AUTHORITIES.map((step) => {
    const ran = results.filter((one) => one.for === step)
    const required: readonly string[] = REQUIRED_GATES[step]
    const gates = [
      ...ran.map((result) => ({ gate: result.gate, result })),
      ...required
        .filter((gate) => !ran.some((one) => one.gate === gate))
        .map((gate) => ({ gate, result: undefined })),
    ].sort((a, b) => place(required, a.gate) - place(required, b.gate))
    return { step, gates, missing: gates.filter(({ result }) => result?.verdict !== 'pass').length }
  })
}

/** The most labels that any gate of a model asks for; undefined: none says. */
export function mostLabelsNeeded(results: readonly GateResult[]): number | undefined {
  const needed = results.flatMap(({ verdict, labelsNeeded }) =>
    verdict === 'pass' || labelsNeeded === undefined ? [] : [labelsNeeded],
  )
  return needed.length === 0 ? undefined : Math.max(...needed)
}

const KNOWN = new Set<string>(AUTHORITIES.flatMap((step) => [...REQUIRED_GATES[step]]))

/** Whether it is one that has a name in every language. */
export function isKnownGate(gate: string): gate is GateName {
  return KNOWN.has(gate)
}

function place(required: readonly string[], gate: string): number {
  const at = required.indexOf(gate)
  return at === -1 ? required.length : at
}
