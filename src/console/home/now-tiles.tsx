import type { ReactNode } from 'react'
import { Verdict } from '../../core/verdict.ts'
import type { Reply } from '../api/ask.ts'
import { VerdictBadge } from '../kit/badge.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly traffic: Reply<'live'>['traffic'] | undefined
  readonly isLive: boolean
}

/** Events a second, and the verdicts of the last minute. */
export function NowTiles({ traffic, isLive }: Given): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const shown = (count: number | undefined) => count?.toLocaleString(language) ?? '–'
  const rate = traffic?.perSecond
  const digits = rate !== undefined && rate < 10 ? 1 : 0
  return (
    <section className="home-now" aria-label={t('now')} data-stale={!isLive || undefined}>
      <dl className="home-tiles">
        <div className="home-tile">
          <dt>{t('perSecond')}</dt>
          <dd>{rate?.toLocaleString(language, { maximumFractionDigits: digits }) ?? '–'}</dd>
        </div>
        {Verdict.options.map((verdict) => (
          <div key={verdict} className="home-tile">
            <dt>
              <VerdictBadge verdict={verdict} />
            </dt>
            <dd>{shown(traffic?.verdicts[verdict])}</dd>
          </div>
        ))}
      </dl>
      <p className="home-soft">{traffic?.estimated ? t('lastMinuteEstimated') : t('lastMinute')}</p>
    </section>
  )
}
