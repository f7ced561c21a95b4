import type { ReactNode } from 'react'
import type { QueueView } from '../../api/contract/queues.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What waits in each queue, against its timer. */
export function QueueDepths({ queues }: { readonly queues: readonly QueueView[] | undefined }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { may } = useSession()
  return (
    <Panel title={t('queues')}>
      {queues === undefined ? (
        <Empty>{t('waiting')}</Empty>
      ) : queues.length === 0 ? (
        <Empty>{t('noQueues')}</Empty>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        <section className="home-scroll" tabIndex={0} aria-label={t('queues')}>
          <table className="home-queues">
            <thead>
              <tr>
                <th scope="col">{t('queue')}</th>
                <th scope="col">{t('jobsWaiting')}</th>
                <th scope="col">{t('jobsHeld')}</th>
                <th scope="col">{t('jobsLate')}</th>
                <th scope="col">{t('oldest')}</th>
                <th scope="col">{t('nextDue')}</th>
              </tr>
            </thead>
            <tbody>
              {queues.map((one) => (
                <tr key={one.queue}>
                  <th scope="row">
                    <A to={may('job.work') ? paths.review(one.queue) : paths.queues()}>{one.queue}</A>
                    <span className="home-soft"> {one.description}</span>
                  </th>
                  <td className="home-number">{one.waiting.toLocaleString(language)}</td>
                  <td className="home-number">{one.held.toLocaleString(language)}</td>
                  <td className="home-number">
                    {one.breached === 0 ? (
                      '0'
                    ) : (
                      <Badge tone="danger">{t('late', { count: one.breached })}</Badge>
                    )}
                  </td>
                  <td>{one.oldestAt === null ? '–' : <Time at={one.oldestAt} relative />}</td>
                  <td>
                    {one.dueAt === null ? '–' : <Time at={one.dueAt} relative />}
                    <span className="home-timer" aria-hidden>
                      <span
                        style={{ width: `${spentShare(one) * 100}%` }}
                        data-late={spentShare(one) >= 1 || undefined}
                      />
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  )
}

/** How much of the service level the job that is due next has used up. */
function spentShare({ dueAt, serviceLevelMs }: QueueView): number {
  if (dueAt === null || serviceLevelMs <= 0) return 0
  const leftMs = Date.parse(dueAt) - Date.now()
  return Math.min(1, Math.max(0, 1 - leftMs / serviceLevelMs))
}
