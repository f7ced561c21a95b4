import type { LabRunId } from '../../../core/ids.ts'
import type { DatasetFacts } from '../../../lab/dataset/dataset.ts'
import { LEDGER_ALPHA } from '../../../lab/gates/ledger.ts'
import type { Attempt, ModelStore } from '../../../lab/registry/ports.ts'
import type { LearnInput } from '../../../lab/run/learn-types.ts'
import { type LearnInputParts, learnInput } from './learn-input.ts'
import { spendAttempt } from './spend-attempt.ts'
import type { StepContext } from './steps.ts'

/** What learning and judging are given. */
export interface Prepared {
  readonly input: LearnInput
  readonly facts: DatasetFacts
  /** The look at the certify rows that the ledger granted; undefined: they are not looked at. */
  readonly attempt: Attempt | undefined
}

export type Prepare = (context: StepContext) => Promise<Prepared>

/** Makes what the steps of a run are given, once: to read and to check the rows takes a while. */
export function preparing(
  parts: LearnInputParts & { readonly models: Pick<ModelStore, 'serving' | 'files' | 'attempt'> },
  now: () => number,
): Prepare {
  let last: { readonly run: LabRunId; readonly prepared: Promise<Prepared> } | undefined

  async function prepare(context: StepContext): Promise<Prepared> {
    const { facts, ...input } = await learnInput(parts, context)
    const attempt = await spendAttempt(parts.models, context.run, input, now())
    const alpha = attempt?.alpha ?? LEDGER_ALPHA
    return {
      facts,
      attempt,
      input: { ...input, alpha: { act: alpha, actForGood: alpha }, checkpoint: undefined },
    }
  }

  return (context) => {
    if (last?.run !== context.run.id) {
      const prepared = prepare(context)
      last = { run: context.run.id, prepared }
      // What failed is tried anew by whoever asks next.
      prepared.catch(() => {
        if (last?.prepared === prepared) last = undefined
      })
    }
    return last.prepared
  }
}
