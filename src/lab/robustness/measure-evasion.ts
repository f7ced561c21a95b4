import { exactLower, exactUpper } from '../../stats/proportion/exact-bound.ts'
import type { TransformFigures } from '../evaluate/evaluation.ts'
import { type Scorer, scoreViolates } from '../train/scorer.ts'
import { TRANSFORMS } from './transforms.ts'

/** Of one-sided bounds of evasion. */
const ALPHA = 0.05

export interface EvasionAsked {
  /** Violating texts that reach `review` as they are, of independent groups, with their scores. */
  readonly texts: readonly string[]
  readonly scores: readonly number[]
  readonly review: number
  readonly act: number | undefined
}

/** How often each disguise hides what is found without it. Only texts that the disguise changes count. */
export async function measureEvasion(
  scorer: Scorer,
  { texts, scores, review, act }: EvasionAsked,
): Promise<TransformFigures[]> {
  const figures: TransformFigures[] = []
  for (const { name, canBeRead, apply } of TRANSFORMS) {
    const disguised = texts.map(apply)
    const changed = disguised.flatMap((text, i) => (text === texts[i] ? [] : [i]))
    const after = await scoreViolates(
      scorer,
      changed.map((i) => disguised[i]!),
    )
    const found = changed.length
    const hidden = count(after, (score) => score < review)
    const acted = changed.flatMap((i, at) => (act !== undefined && scores[i]! >= act ? [after[at]!] : []))
    figures.push({
      ...{ transform: name, canBeRead, found, hidden },
      evasion: {
        value: found === 0 ? 0 : hidden / found,
        low: found === 0 ? 0 : exactLower(hidden, found, ALPHA),
        high: found === 0 ? 1 : exactUpper(hidden, found, ALPHA),
        of: found,
      },
      acted:
        act === undefined ? undefined : { found: acted.length, lost: count(acted, (score) => score < act) },
    })
  }
  return figures
}

function count(scores: ArrayLike<number>, is: (score: number) => boolean): number {
  let sum = 0
  for (let i = 0; i < scores.length; i++) if (is(scores[i]!)) sum++
  return sum
}
