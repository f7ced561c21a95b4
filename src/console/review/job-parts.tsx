import { type ReactNode, useState } from 'react'
import type { JobView } from '../../api/contract/jobs.ts'
import type { Care } from '../../review/protection/protection.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Fold } from './fold.tsx'
import { JobAccount } from './job-account.tsx'
import { JobAppeal, JobJudgements } from './job-appeal.tsx'
import { JobContent } from './job-content.tsx'
import { JobHead } from './job-head.tsx'
import { JobThread } from './job-thread.tsx'
import { JobWhy } from './job-why.tsx'
import { inLanguage } from './length-words.ts'
import type { Reveal } from './use-reveal.ts'
import { WORDS } from './words.ts'
import './review.css'
import { Said } from '../kit/said.tsx'

interface Given {
  readonly job: JobView
  readonly care: Care
  readonly reveal: Reveal
  readonly children?: ReactNode
}

/** What is known of a job: the item in the middle, what stands around it, and the guideline beside it. */
export function JobParts({ job, care, reveal, children }: Given): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const [isWide] = useState(() => matchMedia('(min-width: 1100px)').matches)
  const { background, policy } = job
  const guideline = inLanguage(policy.guideline, language)
  return (
    <div className="review-parts">
      <div className="review-main">
        <JobHead job={job} />
        {background !== null && background.appeal !== null && (
          <JobAppeal appeal={background.appeal} {...{ care, reveal }} />
        )}
        <JobContent {...{ job, care, reveal }} />
        {background !== null && background.judgements.length > 0 && (
          <JobJudgements judgements={background.judgements} />
        )}
        {background !== null && (
          <Fold title={t('thread')} keyName="t" keyLabel={t('threadKey')} isOpen={isWide}>
            <JobThread {...{ job, care, reveal }} />
          </Fold>
        )}
        {children}
      </div>
      <div className="review-side">
        <Fold title={t('guideline')} keyName="g" keyLabel={t('guidelineKey')} isOpen={isWide}>
          <p className="review-guideline">
            {guideline === '' ? t('noGuideline') : <Said text={guideline} />}
          </p>
        </Fold>
        {background === null ? (
          job.blind && <p className="field-hint">{t('blindWhy')}</p>
        ) : (
          <>
            <Fold title={t('why')} keyName="w" keyLabel={t('whyKey')} isOpen={isWide}>
              <JobWhy {...{ background, care, reveal }} />
            </Fold>
            {job.actor !== null && (
              <Fold title={t('account')} isOpen={isWide}>
                <JobAccount background={background} />
              </Fold>
            )}
          </>
        )}
      </div>
    </div>
  )
}
