import { exactLower, exactUpper } from '../../stats/proportion/exact-bound.ts'
import type { TransformFigures } from '../evaluate/evaluation.ts'
import { type Scorer, scoreViolates } from '../train/scorer.ts'
import { TRANSFORMS } from './transforms.ts'

/** Of one-sided bounds of evasion. */
const ALPHA = 0.05

/**
 * How often each disguise hides what is found without it. `texts`: violating ones that reach the threshold as they are, of
 * independent groups. Only those that the disguise changes count.
 */
export async function measureEvasion(
  scorer: Scorer,
  texts: readonly string[],
  threshold: number,
): Promise<TransformFigures[]> {
  const figures: TransformFigures[] = []
  for (const { name, canBeRead, apply } of TRANSFORMS) {
    const changed = texts.flatMap((text) => {
      const disguised = apply(text)
      return disguised === text ? [] : [disguised]
    })
    const scores = await scoreViolates(scorer, changed)
    const found = changed.length
    // A score that is no number finds nothing.
    const hidden = scores.reduce((sum, score) => sum + Number(!(score >= threshold)), 0)
    figures.push({
      ...{ transform: name, canBeRead, found, hidden },
      evasion: {
        value: found === 0 ? 0 : hidden / found,
        low: found === 0 ? 0 : exactLower(hidden, found, ALPHA),
        high: found === 0 ? 1 : exactUpper(hidden, found, ALPHA),
        of: found,
      },
    })
  }
  return figures
}
