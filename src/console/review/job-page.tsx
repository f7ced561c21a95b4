import type { ReactNode } from 'react'
import { PROTECTION_DEFAULTS, type Protection } from '../../review/protection/protection.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Empty } from '../kit/empty.tsx'
import { useKeys } from '../kit/keys.tsx'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { DeskView } from './desk-view.tsx'
import { JobParts } from './job-parts.tsx'
import { useReveal } from './use-reveal.ts'
import { WORDS } from './words.ts'
import './review.css'

/** One job by its address: to be judged by whoever holds it, to be looked at by whoever may. */
export function JobPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { may } = useSession()
  const id = useParam('id')
  const job = useAsk('job', { params: { id: id as never }, query: { language } }, { freshMs: 600_000 })
  const own = useAsk('ownProtection', {}, { enabled: may('job.work'), freshMs: 300_000 })
  const protection = own.data?.protection ?? PROTECTION_DEFAULTS
  return (
    <Page title={t('job')}>
      {job.error !== null ? (
        <ProblemBox error={job.error} />
      ) : job.data === undefined ? (
        <p className="empty">{t('loading')}</p>
      ) : job.data.claim !== null && may('job.work') ? (
        <DeskView key={id} of={{ job: job.data }} done={<Empty>{t('done')}</Empty>} />
      ) : (
        <JobLook job={job.data} protection={protection} />
      )}
    </Page>
  )
}

function JobLook(props: { readonly job: Reply<'job'>; readonly protection: Protection }): ReactNode {
  const t = useWords(WORDS)
  const { job, protection } = props
  const care = protection.severities[job.severity]
  const reveal = useReveal(job.job, care, protection.reveal)
  useKeys(
    reveal.isGuarded ? [{ key: ' ', label: t('revealKey'), onHold: (isHeld) => reveal.show(isHeld) }] : [],
  )
  return <JobParts {...{ job, care, reveal }} />
}
