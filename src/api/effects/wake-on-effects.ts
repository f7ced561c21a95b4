import type { DecisionLog } from '../../engine/ports.ts'

/** The same log, which tells when a decision with effects was stored. */
export function wakeOnEffects(log: DecisionLog, wake: () => void): DecisionLog {
  return {
    get: (id) => log.get(id),
    append(entry) {
      const appended = log.append(entry)
      if (entry.decision.effects.length === 0) return appended
      return appended.then((one) => {
        if (one.kind === 'stored') wake()
        return one
      })
    },
  }
}
