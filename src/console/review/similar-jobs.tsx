import { type ReactNode, useEffect } from 'react'
import type { JobView } from '../../api/contract/jobs.ts'
import type { Care } from '../../review/protection/protection.ts'
import { useAsk } from '../api/use-ask.ts'
import { SeverityBadge } from '../kit/badge.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Empty } from '../kit/empty.tsx'
import { useKeys } from '../kit/keys.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { Covered } from './covered.tsx'
import type { Reveal } from './use-reveal.ts'
import { WORDS } from './words.ts'

const MOST = 100

interface Given {
  readonly job: JobView
  readonly care: Care
  readonly reveal: Reveal
  readonly also: readonly string[]
  readonly onAlso: (also: readonly string[]) => void
}

/** Waiting jobs that are nearly the same, to be judged in the same stroke; it says how many that would be. */
export function SimilarJobs({ job, care, reveal, also, onAlso }: Given): ReactNode {
  const t = useWords(WORDS)
  const { data, error, isPending } = useAsk(
    'similarJobs',
    { params: { id: job.job }, body: { limit: MOST } },
    { enabled: !job.blind, freshMs: 30_000 },
  )
  const jobs = data?.jobs ?? []
  const isAll = also.length > 0
  const toggle = () => onAlso(isAll ? [] : jobs.map(({ job }) => job))
  useKeys(jobs.length === 0 ? [] : [{ key: 'a', label: t('alsoKey'), run: toggle }])
  // Judged elsewhere meanwhile, they are no more among those that would be judged.
  useEffect(() => {
    const known = new Set(jobs.map(({ job }) => job as string))
    if (data !== undefined && also.some((one) => !known.has(one)))
      onAlso(also.filter((one) => known.has(one)))
  })
  if (job.blind) return <p>{t('similarBlind')}</p>
  if (error !== null) return <ProblemBox error={error} />
  if (isPending) return <p>{t('loading')}</p>
  if (jobs.length === 0) return <Empty>{t('similarNone')}</Empty>
  return (
    <>
      <Checkbox label={t('similarAll', { count: jobs.length })} isChosen={isAll} onChange={toggle} />
      <Covered care={care} reveal={reveal}>
        <ul className="review-list">
          {jobs.slice(0, 20).map(({ job: id, content, severity, dueAt }) => (
            <li key={id}>
              <SeverityBadge severity={severity} /> <PlayerText inline text={textOf(content)} />{' '}
              <Time at={dueAt} relative />
            </li>
          ))}
        </ul>
      </Covered>
    </>
  )
}

function textOf(content: JobView['content']): string {
  const value = content === null || content.of === null ? undefined : content.data[content.of]
  return typeof value === 'string' ? value : JSON.stringify(content?.data ?? {})
}
