import { mcnemar } from '../../stats/proportion/mcnemar.ts'
import { scoreInterval } from '../../stats/score-interval.ts'
import type { Estimate, FunctionalityFigures, SuiteFigures } from '../evaluate/evaluation.ts'
import { type Scorer, scoreViolates } from '../train/scorer.ts'
import type { Suite } from './suite.ts'

const MOST_WRONG = 10

/** A model with the scores from which on it takes a case as found, and acts on it. */
export interface SuitePlayer {
  readonly scorer: Scorer
  readonly review: number
  readonly act: number
}

/**
 * Runs a suite: which cases a model gets right, by functionality, beside the incumbent. Found is what is ranked for review;
 * where no case may be wrong, what is acted on.
 */
export async function runSuite(
  suite: Suite,
  player: SuitePlayer,
  incumbent: SuitePlayer | undefined,
): Promise<SuiteFigures> {
  const functionalities: FunctionalityFigures[] = []
  let [right, all, gained, lost] = [0, 0, 0, 0]
  for (const { name, mustPass, cases } of suite.functionalities) {
    const own = await answers(player, mustPass, cases)
    const others = incumbent && (await answers(incumbent, mustPass, cases))
    const hits = own.filter(Boolean).length
    right += hits
    all += cases.length
    own.forEach((isRight, i) => {
      if (others === undefined) return
      if (isRight && !others[i]) gained++
      if (!isRight && others[i]) lost++
    })
    functionalities.push({
      ...{ name, cases: cases.length, right: shareRight(hits, cases.length), mustPass },
      incumbentRight: others && others.filter(Boolean).length / cases.length,
      wrong: cases.flatMap(({ id }, i) => (own[i] ? [] : [id])).slice(0, MOST_WRONG),
    })
  }
  const macro = functionalities.reduce((sum, one) => sum + one.right.value, 0) / functionalities.length
  return {
    ...{ suite: suite.name, sha256: suite.sha256, threshold: player.review, cases: all },
    ...{ right: shareRight(right, all), macro, functionalities },
    againstIncumbent: incumbent && {
      ...{ onlyThis: gained, onlyOther: lost, p: mcnemar({ gained, lost }).p },
    },
  }
}

async function answers(
  { scorer, review, act }: SuitePlayer,
  mustPass: boolean,
  cases: Suite['functionalities'][number]['cases'],
): Promise<boolean[]> {
  const scores = await scoreViolates(
    scorer,
    cases.map(({ text }) => text),
  )
  const threshold = mustPass ? act : review
  return cases.map(({ violates }, i) => scores[i]! >= threshold === violates)
}

function shareRight(hits: number, of: number): Estimate {
  return { value: of === 0 ? 0 : hits / of, ...scoreInterval(of === 0 ? 0 : hits / of, of), of }
}
