import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Page } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { DeskView } from './desk-view.tsx'
import { WORDS } from './words.ts'
import './review.css'

const DEPTHS_EVERY_MS = 15_000

/** Job after job, by keyboard, of one queue or of all. */
export function ReviewPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const queue = useParam('queue')
  const { data } = useAsk('listQueues', {}, { everyMs: DEPTHS_EVERY_MS })
  const queues = data?.queues ?? []
  const all = queues.reduce((sum, { waiting }) => sum + waiting, 0)
  return (
    <Page
      title={t('title')}
      about={t('about')}
      acts={
        <>
          <Select
            label={t('queue')}
            value={queue}
            options={[
              { value: '', label: t('waiting', { name: t('allQueues'), n: all }) },
              ...queues.map(({ queue, waiting }) => ({
                value: queue,
                label: t('waiting', { name: queue, n: waiting }),
              })),
              ...(queue === '' || queues.some((one) => one.queue === queue)
                ? []
                : [{ value: queue, label: queue }]),
            ]}
            onChange={(value) => void navigate({ to: paths.review(value === '' ? undefined : value) })}
          />
          <A to={paths.protection()}>{t('settings')}</A>
        </>
      }
    >
      <DeskView key={`${queue} ${language}`} of={{ queue: queue === '' ? undefined : queue }} />
    </Page>
  )
}
