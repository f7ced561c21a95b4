import type { Gate } from './gate-evidence.ts'

/** What one model may take: more of either is a service that somebody has to plan for. */
export const COST_BUDGET = { bytes: 512 * 1024 * 1024, textsPerSecond: 20 } as const

/** Size and throughput are within the budget. Nothing is estimated. */
export const costGate: Gate = {
  ...{ gate: 'cost', for: 'observe', on: 'artefact' },
  judge({ manifest, evaluation: { latency, learning } }) {
    const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0)
    const { textsPerSecond } = latency
    const figures = { bytes, textsPerSecond, learningPoints: learning.length }
    const says = `${(bytes / 1024 / 1024).toFixed(1)} MiB, ${Math.round(textsPerSecond)} texts a second`
    const isWithin = bytes <= COST_BUDGET.bytes && textsPerSecond >= COST_BUDGET.textsPerSecond
    if (isWithin && bytes > 0) return { verdict: 'pass', says, figures }
    return {
      ...{ verdict: 'fail', figures, wayOut: 'take a smaller model' },
      says: bytes === 0 ? 'it has no files' : `${says}; the budget is 512 MiB and 20 texts a second`,
    }
  },
}
