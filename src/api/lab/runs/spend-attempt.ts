import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../core/canonical-json.ts'
import { certifySetOf } from '../../../lab/gates/certify-set.ts'
import { LEDGER_ALPHA, nextAttempt } from '../../../lab/gates/ledger.ts'
import type { Attempt, ModelStore } from '../../../lab/registry/ports.ts'
import type { LabRun } from '../../../lab/run/lab-step.ts'
import type { LearnInput } from '../../../lab/run/learn-types.ts'
import { StepStop } from './steps.ts'

/**
 * Notes in the ledger that the certify rows are looked at, before they are, and gives what this look may err by. The same
 * run taken up again, or asked for again, is the same look. Throws `StepStop` when the rows were asked too often.
 */
export async function spendAttempt(
  models: Pick<ModelStore, 'attempt'>,
  { asked }: Pick<LabRun, 'asked'>,
  input: Omit<LearnInput, 'alpha' | 'checkpoint'>,
  nowMs: number,
): Promise<Attempt | undefined> {
  const { task } = asked
  const certify = input.dataset.rows.filter(({ split, text }) => split === 'certify' && text !== undefined)
  if (asked.until === 'train' || certify.length === 0) return undefined
  const set = certifySetOf(certify.map(({ text }) => text!))
  const facts = {
    alpha: LEDGER_ALPHA,
    bar: task.bars.precision,
    violating: certify.filter(({ violates }) => violates).length,
    task: task.name,
  }
  const attempt = await models.attempt(
    task.name,
    subjectOf(asked, input),
    set,
    (kept) => nextAttempt(kept, subjectOf(asked, input), set, facts),
    nowMs,
  )
  if ('ok' in attempt) throw new StepStop(attempt.why, attempt.wayOut)
  return attempt
}

/** All that the model will hang on, without what this look may err by. */
function subjectOf(
  { task, learner, files }: LabRun['asked'],
  {
    dataset,
    seed,
    code,
    lockfile,
    policyVersion,
    gates,
    categories,
  }: Omit<LearnInput, 'alpha' | 'checkpoint'>,
): string {
  const of = {
    task,
    learner,
    files,
    dataset: dataset.id,
    seed,
    code,
    lockfile,
    policyVersion,
    gates,
    categories,
  }
  return createHash('sha256').update(canonicalJson(of)).digest('hex')
}
