import type { ProbationReply } from '../../api/contract/probation.ts'
import { scoreInterval } from '../../stats/score-interval.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { PROOF_WORDS } from './proof-words.ts'

type Proof = ProbationReply | undefined

/** Says precision so far with its interval; a dash where nothing was judged, or differences alone. */
export function usePrecision(): (proof: Proof) => string {
  const { percent, interval } = useFigures()
  return (proof) => {
    if (proof === undefined || proof.design === 'canary' || proof.labels.judged === 0) return '–'
    const { judged, losses } = proof.labels
    const value = 1 - losses / judged
    return interval({ value, ...scoreInterval(value, judged) }, percent)
  }
}

/** Says how far what is being proved has come. */
export function useProgress(): (proof: Proof) => string {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  return (proof) =>
    proof === undefined
      ? '–'
      : `${t(`verdict_${proof.verdict}`)} · ${t('labels')} ${proof.labels.judged.toLocaleString(language)}`
}
