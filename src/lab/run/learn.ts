import type { LearnInput, LearnOutput, LearnRefusal, LearnTold } from './learn-types.ts'

/** What learning needs of the machine. */
export interface LearnHost {
  /** Milliseconds that only rise. */
  readonly stopwatch: () => number
}

/**
 * Trains, calibrates, chooses and certifies thresholds, and evaluates. The same input gives the same model, byte by byte;
 * only times differ. Refuses what nothing can be learnt from; rejects when a given model cannot be run.
 */
export async function learn(
  _host: LearnHost,
  _input: LearnInput,
  _tell: (told: LearnTold) => void,
): Promise<{ ok: true; output: LearnOutput } | { ok: false; refusal: LearnRefusal }> {
  return { ok: false, refusal: { why: 'nothing is learnt yet', wayOut: 'wait for the next commit' } }
}
