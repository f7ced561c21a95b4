import type { ReactNode } from 'react'
import type { QueueView } from '../../api/contract/queues.ts'
import { useAsk } from '../api/use-ask.ts'
import { Panel } from '../kit/page.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What waits for a reviewer, and what they have done. */
export function OwnWork({
  queues,
  children,
}: {
  readonly queues: readonly QueueView[] | undefined
  readonly children?: ReactNode
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { data } = useAsk('ownWork', {}, { everyMs: 60_000 })
  const waiting = queues?.reduce((all, one) => all + one.waiting, 0)
  const seconds = data?.lastDay.medianMs == null ? undefined : data.lastDay.medianMs / 1000
  return (
    <Panel title={t('ownWork')} className="home-own">
      <dl className="home-tiles">
        <div className="home-tile">
          <dt>{t('waitForYou')}</dt>
          <dd>{waiting?.toLocaleString(language) ?? '–'}</dd>
        </div>
        <div className="home-tile">
          <dt>{t('judgedHour')}</dt>
          <dd>{data?.lastHour.judged.toLocaleString(language) ?? '–'}</dd>
        </div>
        <div className="home-tile">
          <dt>{t('judgedDay')}</dt>
          <dd>{data?.lastDay.judged.toLocaleString(language) ?? '–'}</dd>
        </div>
        <div className="home-tile">
          <dt>{t('judgedWeek')}</dt>
          <dd>{data?.lastWeek.judged.toLocaleString(language) ?? '–'}</dd>
        </div>
        <div className="home-tile">
          <dt>{t('median')}</dt>
          <dd>{seconds === undefined ? '–' : t('seconds', { n: seconds.toFixed(seconds < 10 ? 1 : 0) })}</dd>
        </div>
      </dl>
      {children}
    </Panel>
  )
}
