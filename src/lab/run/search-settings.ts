import type { FitSettings } from '../text/fit-defaults.ts'
import { FIT_DEFAULTS } from '../text/fit-defaults.ts'
import { rankPrecision } from '../text/rank-precision.ts'
import { makeModel } from '../train/make-model.ts'
import { scoreViolates } from '../train/scorer.ts'
import type { LearnHost } from './learn.ts'
import type { LearnInput } from './learn-types.ts'

/** Settings that were tried, and how each did on tune rows. */
export interface SettingsSearch {
  readonly tried: readonly { readonly cost: number; readonly averagePrecision: number }[]
  readonly chosen: Partial<FitSettings>
  readonly rows: number
}

const COSTS = [FIT_DEFAULTS.cost, FIT_DEFAULTS.cost / 2, FIT_DEFAULTS.cost * 2]
/** Enough to tell settings apart that differ by more than chance. */
const MOST = { train: 2500, tune: 1000 } as const
/** What is better by less is left as it is: it is chance. */
const LEAST_GAIN = 0.005

/** Tries a few settings of the text learner on the first rows; the same input gives the same choice. Undefined: it has none. */
export async function searchSettings(
  host: LearnHost,
  input: LearnInput,
): Promise<SettingsSearch | undefined> {
  if (input.learner.kind !== 'linear') return undefined
  const rows = input.dataset.rows.filter(({ text }) => text !== undefined)
  const first = (split: 'train' | 'tune') => rows.filter((row) => row.split === split).slice(0, MOST[split])
  const [train, tune] = [first('train'), first('tune')]
  const both = (some: typeof rows) =>
    some.some(({ violates }) => violates) && some.some(({ violates }) => !violates)
  if (!both(train) || !both(tune)) return undefined
  const tried = []
  for (const cost of COSTS) {
    const { scorer } = await makeModel(
      host,
      { kind: 'linear', settings: { ...input.learner.settings, cost } },
      {
        ...{ name: input.task.name, train, tune, categories: [], seed: input.seed, checkpoint: undefined },
        ...{ onProgress: () => {}, onPoint: () => {}, onCheckpoint: () => {} },
      },
    )
    const scores = await scoreViolates(
      scorer,
      tune.map(({ text }) => text!),
    )
    const averagePrecision = rankPrecision(
      scores,
      tune.map(({ violates }) => Number(violates)),
    )
    tried.push({ cost, averagePrecision })
  }
  const best = tried.reduce((most, one) =>
    one.averagePrecision > most.averagePrecision + LEAST_GAIN ? one : most,
  )
  return { tried, chosen: best.cost === FIT_DEFAULTS.cost ? {} : { cost: best.cost }, rows: train.length }
}
