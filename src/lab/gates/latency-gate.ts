import { GATE_ALPHA, type Gate } from './gate-evidence.ts'

/** The 99th percentile of scoring a text, bounded from above whatever the distribution, is within the bar. */
export const latencyGate: Gate = {
  ...{ gate: 'latency', for: 'observe', on: 'artefact' },
  judge({ evaluation: { latency }, bars }) {
    const { calls, p50Ms, p99Ms, p99BoundMs } = latency
    const figures = { calls, p50Ms, p99Ms, ...(p99BoundMs === undefined ? {} : { p99BoundMs }) }
    if (p99BoundMs === undefined)
      return {
        ...{ verdict: 'inconclusive', alpha: GATE_ALPHA, figures },
        says: `${calls} calls are too few to bound the 99th percentile (299 do)`,
        wayOut: 'measure again with more calls',
      }
    const says = `99 % of texts take at most ${p99BoundMs.toFixed(2)} ms (bar ${bars.latencyMs} ms)`
    return p99BoundMs <= bars.latencyMs
      ? { verdict: 'pass', alpha: GATE_ALPHA, says, figures }
      : {
          ...{ verdict: 'fail', alpha: GATE_ALPHA, says, figures },
          wayOut: 'take a smaller model, or raise `bars.latencyMs` of the task',
        }
  },
}
