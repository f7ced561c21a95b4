import type { ProofReply } from '../../api/contract/lab-looks.ts'
import { scoreInterval } from '../../stats/score-interval.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { probationLines } from './proof-lines.ts'
import { PROOF_WORDS } from './proof-words.ts'

/** What was judged of what a model does: labels, and how many of them were wrong. */
export function judgedOf(proofs: readonly ProofReply[]): {
  readonly labels: number
  readonly losses: number
} {
  const watch = proofs.find((one) => one.design === 'watch')
  if (watch !== undefined && watch.labels > 0) return watch
  const probation = proofs.find((one) => one.design === 'probation')
  const path = probation?.path ?? ''
  return { labels: path.length, losses: path.split('1').length - 1 }
}

/** Says precision so far with its interval; a dash where nothing was judged. */
export function usePrecision(): (proofs: readonly ProofReply[]) => string {
  const { percent, interval } = useFigures()
  return (proofs) => {
    const { labels, losses } = judgedOf(proofs)
    if (labels === 0) return '–'
    const value = 1 - losses / labels
    return interval({ value, ...scoreInterval(value, labels) }, percent)
  }
}

/** Says how far what is being proved has come. */
export function useProgress(): (proofs: readonly ProofReply[]) => string {
  const t = useWords(PROOF_WORDS)
  const language = useLanguage()
  return (proofs) => {
    const open = proofs.find(({ isOpen }) => isOpen)
    if (open === undefined) return '–'
    const labels = open.design === 'watch' ? open.labels : open.path.length
    return `${t(`verdict_${open.verdict}`)} · ${t('labels')} ${labels.toLocaleString(language)}`
  }
}

/** How many more labels a probation takes if none is a loss; undefined: none is under way. */
export function labelsToGo(proofs: readonly ProofReply[]): number | undefined {
  const open = proofs.find((one) => one.design === 'probation')
  return open?.isOpen ? probationLines(open.plan, open.path).toGo : undefined
}
