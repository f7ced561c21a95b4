import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { Facts } from '../kit/facts.tsx'
import { Time } from '../kit/time.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What is known of a rule as it stands, upon which it may be given more force. */
export function RuleKnown({ evidence }: { readonly evidence: Reply<'rule'>['evidence'] }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 })
  const percent = (share: number) => `${number(share * 100)} %`
  const { precision, events, unknown } = evidence
  return (
    <Facts
      facts={[
        [t('since'), <Time key="since" at={evidence.since} relative />],
        [t('inShadow'), t('daysN', { count: Math.round(evidence.shadowDays * 10) / 10 })],
        [t('events'), number(events)],
        [t('fired'), number(evidence.fired)],
        [t('wouldHave'), number(evidence.wouldHaveFired)],
        [t('unknownRate'), events === 0 ? '–' : `${percent(unknown / events)} (${number(unknown)})`],
        [
          t('precision'),
          precision?.share == null
            ? t('notJudged')
            : t('precisionOf', {
                percent: percent(precision.share),
                n: precision.judged,
                low: percent(precision.low ?? 0),
                high: percent(precision.high ?? 1),
              }),
        ],
        [
          t('anomalies'),
          evidence.anomalies.length === 0
            ? t('none')
            : evidence.anomalies
                .map(({ what, over, observed, expected }) =>
                  t(what === 'fires' ? 'anomalyFires' : 'anomalyUnknown', {
                    observed: number(observed),
                    expected: number(expected),
                    over: t(over),
                  }),
                )
                .join('; '),
        ],
      ]}
    />
  )
}
