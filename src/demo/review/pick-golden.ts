import type { Random } from '../random.ts'
import type { KnownTruth, Truths } from './known-truth.ts'

/** An item for golden jobs, as the API takes it. */
export interface GoldenPick {
  readonly decision: string
  readonly truth: 'violates' | 'fine'
  readonly policy: string
  readonly policies?: readonly string[]
  readonly language?: string
}

/**
 * Picks items whose truth is known, two in five of them violating. Those that are fine are asked about under the policies
 * of those that are not, so that the question gives nothing away.
 */
export function pickGolden(random: Random, truths: Truths, count: number): GoldenPick[] {
  const judged = truths.all.filter(({ decision }) => decision !== undefined)
  const violating = drawn(
    random,
    judged.filter(({ policies }) => policies.length > 0),
    Math.ceil(count * 0.4),
  )
  const fine = drawn(
    random,
    judged.filter(({ policies }) => policies.length === 0),
    count - violating.length,
  )
  const asked = violating.map(({ policies }) => policies[0]!)
  const language = ({ language: one }: KnownTruth) => (one === undefined ? {} : { language: one })
  return [
    ...violating.map(
      (one): GoldenPick => ({
        ...{ decision: one.decision!, truth: 'violates', policy: one.policies[0]! },
        ...{ policies: one.policies, ...language(one) },
      }),
    ),
    ...(asked.length === 0 ? [] : fine).map(
      (one): GoldenPick => ({
        ...{ decision: one.decision!, truth: 'fine', policy: random.pick(asked), ...language(one) },
      }),
    ),
  ]
}

function drawn<T>(random: Random, from: readonly T[], count: number): T[] {
  const left = [...from]
  const taken: T[] = []
  while (taken.length < count && left.length > 0) {
    const i = random.int(left.length)
    taken.push(left[i]!)
    left[i] = left.at(-1)!
    left.pop()
  }
  return taken
}
