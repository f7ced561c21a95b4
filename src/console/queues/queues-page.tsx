import type { ReactNode } from 'react'
import type { QueueView } from '../../api/contract/queues.ts'
import '../acts/acts.css'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What waits in each queue, against the time in which it should be judged. */
export function QueuesPage(): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const found = useAsk('listQueues', {}, { everyMs: 5000 })
  const queues = found.data?.queues ?? []
  const sum = (pick: (queue: QueueView) => number) => queues.reduce((all, queue) => all + pick(queue), 0)
  return (
    <Page title={t('title')} about={t('about')}>
      <ProblemBox error={found.error} />
      {found.data !== undefined && queues.length === 0 && <Empty>{t('empty')}</Empty>}
      {queues.length > 0 && (
        <Panel>
          <p>
            {t('all', {
              waiting: sum(({ waiting }) => waiting),
              held: sum(({ held }) => held),
              breached: sum(({ breached }) => breached),
            })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
          <section className="acts-scroll" tabIndex={0} aria-label={t('title')}>
            <table className="acts-table">
              <thead>
                <tr>
                  <th scope="col">{t('queue')}</th>
                  <th scope="col" className="acts-number">
                    {t('waiting')}
                  </th>
                  <th scope="col" className="acts-number">
                    {t('held')}
                  </th>
                  <th scope="col" className="acts-number">
                    {t('breached')}
                  </th>
                  <th scope="col">{t('timer')}</th>
                  <th scope="col">{t('oldest')}</th>
                  <th scope="col">{t('due')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {queues.map((queue) => (
                  <Row key={queue.queue} queue={queue} mayWork={may('job.work')} />
                ))}
              </tbody>
            </table>
          </section>
        </Panel>
      )}
    </Page>
  )
}

function Row({ queue, mayWork }: { readonly queue: QueueView; readonly mayWork: boolean }): ReactNode {
  const t = useWords(WORDS)
  const { waiting, held, breached, oldestAt, dueAt } = queue
  const about = [
    queue.description,
    ...(queue.declared ? [] : [t('notDeclared')]),
    ...(queue.default ? [t('default')] : []),
    ...(queue.clearance === null ? [] : [t('clearance', { severity: queue.clearance })]),
    ...(queue.languages === null ? [] : [t('languages', { languages: queue.languages.join(', ') })]),
  ].filter((part) => part !== '')
  const isLate = dueAt !== null && Date.parse(dueAt) < Date.now()
  return (
    <tr>
      <th scope="row" className="acts-queue">
        <A to={`${paths.jobs()}?queue=${queue.queue}`}>{queue.queue}</A>
        <p className="acts-small">{about.join(' · ')}</p>
      </th>
      <td className="acts-number">{waiting.toLocaleString()}</td>
      <td className="acts-number">{held.toLocaleString()}</td>
      <td className="acts-number">
        {breached === 0 ? '0' : <Badge tone="danger">{breached.toLocaleString()}</Badge>}
      </td>
      <td>{queue.serviceLevelMs === 0 ? '–' : <Length ms={queue.serviceLevelMs} />}</td>
      <td>{oldestAt === null ? t('none') : <Time at={oldestAt} relative />}</td>
      <td>
        {dueAt === null ? (
          t('none')
        ) : (
          <>
            <Time at={dueAt} relative />{' '}
            <Badge tone={isLate ? 'danger' : 'good'}>{isLate ? t('late') : t('inTime')}</Badge>
          </>
        )}
      </td>
      <td>{mayWork && waiting > 0 && <A to={paths.review(queue.queue)}>{t('take')}</A>}</td>
    </tr>
  )
}

function Length({ ms }: { readonly ms: number }): ReactNode {
  const t = useWords(WORDS)
  const minutes = Math.round(ms / 60_000)
  if (minutes % 1440 === 0) return t('days', { n: minutes / 1440 })
  return minutes % 60 === 0 ? t('hours', { n: minutes / 60 }) : t('minutes', { n: minutes })
}
