import type { ReactNode } from 'react'
import type { JobView } from '../../api/contract/jobs.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { fromNow } from '../kit/time.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { inLanguage } from './length-words.ts'
import { WORDS } from './words.ts'

/** What is asked, how grave it is, and by when. */
export function JobHead({ job }: { readonly job: JobView }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { background, policy } = job
  const dueMs = Date.parse(job.dueAt) - Date.now()
  const when = fromNow(dueMs, language)
  return (
    <header className="review-head">
      <h2 className="review-asked">
        <SeverityBadge severity={job.severity} /> {inLanguage(policy.title, language) || policy.id}
        <span className="review-policy-id">{policy.id}</span>
      </h2>
      <div className="review-badges">
        <Badge>{job.queue}</Badge>
        <Badge>{job.world}</Badge>
        {job.language !== null && <Badge>{job.language}</Badge>}
        {job.blind && (
          <span title={t('blindWhy')}>
            <Badge tone="accent">{t('blind')}</Badge>
          </span>
        )}
        {background !== null && <Badge>{t(`kind_${background.kind}`)}</Badge>}
        {background !== null && background.stage !== 'first' && (
          <Badge tone="accent">{t(`stage_${background.stage}`)}</Badge>
        )}
        {background?.mass === true && <Badge tone="warn">{t('mass')}</Badge>}
        <Badge tone={dueMs < 0 ? 'danger' : 'plain'}>{t(dueMs < 0 ? 'late' : 'due', { when })}</Badge>
        {job.heldUntil !== null && (
          <span className="review-held">
            {t('heldUntil', { when: fromNow(Date.parse(job.heldUntil) - Date.now(), language) })}
          </span>
        )}
      </div>
    </header>
  )
}
