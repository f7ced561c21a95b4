import type { DecisionId } from '../src/core/id.ts'
import type { JobId, UserId } from '../src/core/ids.ts'
import type { Verdict } from '../src/core/verdict.ts'
import type { Random } from '../src/demo/random.ts'
import { judge, skillOf } from '../src/demo/review/judge.ts'
import { createReviewers, type SimulatedReviewer } from '../src/demo/review/reviewer.ts'
import type { Sample } from '../src/pack/pack.ts'
import type { QualityRow, SampledDecision } from '../src/review/quality/ports.ts'

/** Decisions of one verdict: how many there were, and how many in a hundred violate. */
export interface Ground {
  readonly verdict: Verdict
  readonly count: number
  readonly share: number
}

export interface ReviewWorld {
  readonly grounds: readonly Ground[]
  readonly samples: readonly Pick<Sample, 'name' | 'share' | 'verdicts'>[]
  readonly reviewers: number
  /** Of so many jobs that are judged, one is a golden one. */
  readonly goldenShare: number
  /** Share of jobs that a second person judges. */
  readonly secondShare: number
  readonly policy: string
}

export interface SimulatedReview {
  readonly reviewers: readonly SimulatedReviewer[]
  readonly rows: readonly QualityRow[]
  readonly decisions: ReadonlyMap<DecisionId, SampledDecision>
  readonly samples: readonly Sample[]
  /** The share that violates, in truth: in all, and by verdict. */
  readonly truth: ReadonlyMap<Verdict | null, number>
  /** Share that violates among what was drawn, as expected. */
  readonly drawnShare: number
}

export const GOLDEN_VIOLATING = 0.4
export const KOREAN = 0.55

/** Draws the samples of a world and has simulated people judge them, without a service. The policy is the only one there is. */
export function simulateReview(random: Random, world: ReviewWorld): SimulatedReview {
  const reviewers = createReviewers(random, world.reviewers)
  const rows: QualityRow[] = []
  const decisions = new Map<DecisionId, SampledDecision>()
  const samples = world.samples.map(
    (sample): Sample => ({
      ...{ on: undefined, worlds: undefined, policies: undefined, asks: undefined, queue: 'audit' },
      ...{ place: { line: 1, column: 1, file: 'review.yaml' } as unknown as Sample['place'] },
      ...sample,
    }),
  )
  let number = 0
  let atMs = 0
  const id = (prefix: string) => `${prefix}-${(number++).toString(16).padStart(32, '0')}`
  const judged = (
    part: Pick<QualityRow, 'job' | 'kind' | 'stage' | 'decision' | 'probability' | 'sample' | 'truth'>,
    shown: { violates: boolean; language: string },
    besides?: number,
  ): number => {
    const index =
      (besides === undefined
        ? random.int(reviewers.length)
        : besides + 1 + random.int(reviewers.length - 1)) % reviewers.length
    const policies = shown.violates ? [world.policy] : []
    const said = judge(random, reviewers[index]!, {
      ...{ policies, language: shown.language, asked: world.policy, any: true },
    })
    rows.push({
      ...{ ...part, ...said, world: 'plaza', language: shown.language, policy: `${world.policy}@1` },
      policies: said.policies.map((policy) => `${policy}@1`),
      reviewer: `usr-${index.toString(16).padStart(32, '0')}` as UserId,
      ...{ atMs: ++atMs, reach: 1, marks: [] },
    })
    return index
  }
  const truth = new Map<Verdict | null, number>()
  let [all, violatingAll, drawn, drawnViolating] = [0, 0, 0, 0]
  for (const { verdict, count, share } of world.grounds) {
    const eligible = samples.filter(({ verdicts }) => verdicts?.includes(verdict) ?? true)
    let violating = 0
    const chance = 1 - eligible.reduce((missed, one) => missed * (1 - one.share), 1)
    drawn += count * chance
    drawnViolating += count * chance * share
    for (let i = 0; i < count; i++) {
      const violates = random.chance(share)
      if (violates) violating++
      for (const { name, share: probability } of eligible) {
        if (!random.chance(probability)) continue
        const decision =
          `d-${verdict === 'allow' ? '0' : '1'}${i.toString(16).padStart(31, '0')}` as DecisionId
        const fired =
          verdict === 'allow' ? [] : [{ rule: 'chat.insults', policy: `${world.policy}@1`, shadow: false }]
        decisions.set(decision, { type: 'chat.message', world: 'plaza', verdict, fired })
        const language = random.chance(KOREAN) ? 'ko' : 'en'
        const job = id('job') as JobId
        const part = { job, kind: 'audit', decision, probability, sample: name, truth: undefined } as const
        const first = judged({ ...part, stage: 'first' }, { violates, language })
        if (random.chance(world.secondShare))
          judged({ ...part, stage: 'second' }, { violates, language }, first)
        if (random.chance(world.goldenShare)) golden()
      }
    }
    truth.set(verdict, violating / count)
    all += count
    violatingAll += violating
  }
  function golden(): void {
    const violates = random.chance(GOLDEN_VIOLATING)
    const language = random.chance(KOREAN) ? 'ko' : 'en'
    const answer = {
      choice: violates ? 'violates' : 'fine',
      policies: violates ? [`${world.policy}@1`] : [],
    } as const
    judged(
      {
        ...{ job: id('job') as JobId, kind: 'golden', stage: 'first', decision: id('d') as DecisionId },
        ...{ probability: 1, sample: undefined, truth: answer },
      },
      { violates, language },
    )
  }
  truth.set(null, violatingAll / all)
  return { reviewers, rows, decisions, samples, truth, drawnShare: drawnViolating / drawn }
}

/** How often a reviewer answers golden jobs rightly in truth: of those that violate, of those that do not, of all. */
export function trueAccuracy(reviewer: SimulatedReviewer, policy: string) {
  const [ko, en] = ['ko', 'en'].map((language) => skillOf(reviewer, policy, language)) as [
    ReturnType<typeof skillOf>,
    ReturnType<typeof skillOf>,
  ]
  const sensitivity = KOREAN * ko.sensitivity + (1 - KOREAN) * en.sensitivity
  const specificity = KOREAN * ko.specificity + (1 - KOREAN) * en.specificity
  return {
    sensitivity,
    specificity,
    right: GOLDEN_VIOLATING * sensitivity + (1 - GOLDEN_VIOLATING) * specificity,
  }
}

/** Krippendorff's alpha of two of these people drawn at random, were infinitely many jobs judged, so many of which violate. */
export function trueAlpha(reviewers: readonly SimulatedReviewer[], policy: string, share: number): number {
  let [weight, finds, differs] = [0, 0, 0]
  for (const language of ['ko', 'en'])
    for (const violates of [true, false])
      for (const a of reviewers)
        for (const b of reviewers) {
          if (a === b) continue
          const sure = (1 - a.unsureShare) * (1 - b.unsureShare)
          const w = sure * (language === 'ko' ? KOREAN : 1 - KOREAN) * (violates ? share : 1 - share)
          const [p, q] = [a, b].map((one) => {
            const { sensitivity, specificity } = skillOf(one, policy, language)
            return violates ? sensitivity : 1 - specificity
          }) as [number, number]
          weight += w
          finds += (w * (p + q)) / 2
          differs += w * (p * (1 - q) + q * (1 - p))
        }
  const p = finds / weight
  return 1 - differs / weight / (2 * p * (1 - p))
}
