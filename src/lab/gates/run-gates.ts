import type { GateResult } from './gate.ts'
import type { GateEvidence } from './gate-evidence.ts'
import { GATES } from './list.ts'

/** Runs every gate. One that cannot run is inconclusive, and so not passed: no fault of ours lets a model through. */
export function runGates(evidence: GateEvidence): GateResult[] {
  return GATES.map(({ gate, for: step, on, judge }): GateResult => {
    const fixed = { gate, for: step, on }
    try {
      const { verdict, says, alpha = 0, figures = {}, slices, wayOut, labelsNeeded } = judge(evidence)
      const finite = Object.entries(figures).filter(
        ([, value]) => typeof value === 'string' || Number.isFinite(value),
      )
      return {
        ...{ ...fixed, verdict, says, alpha, figures: Object.fromEntries(finite), wayOut, labelsNeeded },
        ...(slices && { slices }),
      }
    } catch (fault) {
      return {
        ...{ ...fixed, verdict: 'inconclusive', alpha: 0, figures: {}, labelsNeeded: undefined },
        // Its name alone: a message may quote content.
        says: `the gate could not run (${fault instanceof Error ? fault.name : 'fault'})`,
        wayOut: 'look into the log of the service; the evidence is not of the form that the gate reads',
      }
    }
  })
}
