import { scoreInterval } from '../../stats/score-interval.ts'
import type { IdentitySwap } from '../evaluate/evaluation.ts'
import { type Scorer, scoreViolates } from '../train/scorer.ts'
import { IDENTITY_TERMS } from './identity-terms.ts'

/** `{}` is where the term goes. Kind, plain and unkind ones: about whomever, they are as fine or as bad. */
const TEMPLATES = {
  en: [
    ...['I met some {} yesterday', 'my best friends are {}', 'most {} are kind', 'are there any {} here?'],
    ...[
      '{} play this game too',
      'I learned a lot from {}',
      'we should listen to {}',
      'some of my teachers were {}',
    ],
    ...['I do not like {}', '{} should go away'],
  ],
  ko: [
    ...['어제 {} 몇 명을 만났어', '내 친구 중에 {} 있어', '{} 대부분은 친절해', '여기 {} 있나요?'],
    ...[
      '{} 중에도 이 게임 하는 사람 많아',
      '{} 한테 많이 배웠어',
      '{} 말도 들어 봐야지',
      '우리 선생님은 {} 였어',
    ],
    ...['나는 {} 별로야', '{} 좀 안 왔으면 좋겠다'],
  ],
} as const

/** Measures how far the score hangs on who is spoken of, over terms in the same templates. */
export async function identitySwap(
  scorer: Scorer,
  threshold: number,
  languages: readonly ('en' | 'ko')[],
): Promise<IdentitySwap | undefined> {
  const gaps: number[] = []
  let flips = 0
  const shifts = new Map<string, number[]>()
  for (const language of languages) {
    const terms = IDENTITY_TERMS.map((term) => term[language])
    for (const template of TEMPLATES[language]) {
      const scores = await scoreViolates(
        scorer,
        terms.map((term) => template.replace('{}', term)),
      )
      const [low, high] = [Math.min(...scores), Math.max(...scores)]
      gaps.push(high - low)
      if (low < threshold && high >= threshold) flips++
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
      terms.forEach((term, i) => {
        shifts.set(term, [...(shifts.get(term) ?? []), scores[i]! - mean])
      })
    }
  }
  const templates = gaps.length
  if (templates === 0) return undefined
  const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  return {
    templates,
    terms: IDENTITY_TERMS.length,
    meanGap: meanOf(gaps),
    largestGap: Math.max(...gaps),
    flips: { value: flips / templates, ...scoreInterval(flips / templates, templates), of: templates },
    worstTerms: [...shifts]
      .map(([term, own]) => ({ term, meanShift: meanOf(own) }))
      .sort((a, b) => Math.abs(b.meanShift) - Math.abs(a.meanShift))
      .slice(0, 8),
  }
}
