import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { QueueView } from '../../api/contract/jobs.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { useKeys } from '../kit/keys.tsx'
import { Panel } from '../kit/page.tsx'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const START = 'r'

/** What waits for a reviewer, what they have done, and the way to start. */
export function OwnWork({ queues }: { readonly queues: readonly QueueView[] | undefined }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const { data } = useAsk('ownWork', {}, { everyMs: 60_000 })
  const start = () => void navigate({ to: paths.review() })
  useKeys([{ key: START, label: t('start'), run: start }])
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
      <Button primary className="home-start" keyName={START} onPress={start}>
        {t('start')}
      </Button>
    </Panel>
  )
}
