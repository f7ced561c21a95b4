import { serialize } from 'node:v8'
import type { Certification } from '../../../lab/evaluate/certification.ts'
import type { Learnt } from '../../../lab/run/learn-messages.ts'
import type { LearnInput, LearnOutput, LearnStep } from '../../../lab/run/learn-types.ts'
import type { Learning } from './learning.ts'
import type { CarryOutStep, StepContext, StepOutcome } from './steps.ts'

/** What learning left, for the steps behind it. */
export const LEARNT = 'learnt'

export interface LearnStepsParts {
  readonly learning: Learning
  readonly input: (context: StepContext) => Promise<LearnInput>
  /** Keeps the model in the registry as trained and evaluated. */
  readonly register: (context: StepContext, output: LearnOutput) => Promise<void>
}

/** Training, calibration, and what is measured and certified: one call of `learn`, told step by step. */
export function learnSteps(parts: LearnStepsParts): {
  readonly train: CarryOutStep
  readonly calibrate: CarryOutStep
  readonly evaluate: CarryOutStep
  readonly certify: CarryOutStep
} {
  const { learning } = parts
  const inputOf = (context: StepContext) => () => parts.input(context)

  const until =
    (step: LearnStep): CarryOutStep =>
    async (context) => {
      const told = await learning.until(context, step, inputOf(context))
      if (told.kind === 'step') return { state: 'done', says: told.says, figures: {} }
      if (!told.learnt.ok) return refused(told.learnt)
      return { state: 'done', says: `done before`, figures: {} }
    }

  const all =
    (
      says: (output: LearnOutput) => string,
      figures: (output: LearnOutput) => StepOutcome['figures'],
    ): CarryOutStep =>
    async (context) => {
      const learnt = await learning.outcome(context, inputOf(context))
      if (!learnt.ok) return refused(learnt)
      const { output } = learnt
      await parts.register(context, output)
      return {
        ...{ state: 'done', says: says(output), figures: figures(output), model: output.id },
        keep: new Map([[LEARNT, serialize({ output, search: learnt.search })]]),
      }
    }

  return {
    train: until('train'),
    calibrate: until('calibrate'),
    evaluate: all(evaluationSays, evaluationFigures),
    certify: all(
      ({ certification: { act, actForGood } }) =>
        `${certifiedSays('acts', act)}; ${certifiedSays('acts for good', actForGood)}`,
      (output) => ({
        ...evaluationFigures(output),
        thresholds: output.manifest.thresholds,
        certified: output.certification,
      }),
    ),
  }
}

function refused({ refusal }: Learnt & { ok: false }): StepOutcome {
  return { state: 'stopped', says: refusal.why, figures: {}, wayOut: refusal.wayOut }
}

function evaluationSays({ evaluation }: LearnOutput): string {
  const [violates] = evaluation.labels
  const share = (value: number | undefined) => (value === undefined ? 'unknown' : value.toFixed(3))
  return `on ${evaluation.rows} tune rows: average precision ${share(violates?.averagePrecision?.value)}, AUC ${share(violates?.auc?.value)} (${evaluation.model})`
}

function evaluationFigures({ id, evaluation, left }: LearnOutput): StepOutcome['figures'] {
  const [violates] = evaluation.labels
  return {
    model: id,
    tuneRows: evaluation.rows,
    averagePrecision: violates?.averagePrecision ?? null,
    auc: violates?.auc ?? null,
    calibration: evaluation.calibration.squaredError,
    operating: evaluation.operating,
    ...(evaluation.classes && { classes: evaluation.classes }),
    left,
  }
}

function certifiedSays(what: string, { threshold, bar, alpha, of, labelsNeeded }: Certification): string {
  const bound = `precision ≥ ${percent(bar)} at ${percent(alpha)} risk`
  if (threshold !== undefined) return `${what} from ${threshold.toFixed(3)} on (${bound}, ${of} certify rows)`
  const more = labelsNeeded === undefined ? '' : `, about ${labelsNeeded} labelled rows would show it`
  return `${what} on nothing: ${bound} was not shown${more}`
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`
}
