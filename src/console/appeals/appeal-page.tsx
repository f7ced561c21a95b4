import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AppealJob, AppealWithText } from '../../api/contract/enforcements.ts'
import { Preview } from '../acts/preview.tsx'
import { Timeline } from '../acts/timeline.tsx'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { useParam } from '../kit/use-param.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** While it is open, the page follows what becomes of it. */
const EVERY_MS = 2000

/** One appeal: what is said, the job in which it is judged, and what would go with it. */
export function AppealPage(): ReactNode {
  const t = useWords(WORDS)
  const id = useParam('id') as AppealWithText['id']
  const chain = useAsk('chain', { params: { id } }, { everyMs: EVERY_MS })
  const appeal = chain.data?.appeals.find((one) => one.id === id)
  const isOpen = appeal?.state === 'open'
  const preview = useAsk('previewOverturn', { params: { id } }, { enabled: isOpen })
  return (
    <Page title={t('one')} acts={appeal !== undefined && isOpen && <Judge job={appeal.job} />}>
      <ProblemBox error={chain.error} />
      {appeal !== undefined && (
        <Panel>
          <FactsOf appeal={appeal} />
        </Panel>
      )}
      {appeal !== undefined && (
        <Panel title={t('said')}>
          {appeal.text === null ? <p>{t('noText')}</p> : <PlayerText text={appeal.text} />}
        </Panel>
      )}
      {isOpen && (
        <Panel title={t('would')}>
          <p>{t('wouldAbout')}</p>
          <ProblemBox error={preview.error} />
          <Preview preview={preview.data} />
        </Panel>
      )}
      {chain.data !== undefined && (
        <Panel title={t('history')}>
          <Timeline chain={chain.data} here={id} />
        </Panel>
      )}
    </Page>
  )
}

function FactsOf({ appeal }: { readonly appeal: AppealWithText }): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const { state, account, policy, severity, at, decidedAt, statement, enforcement, world, job } = appeal
  return (
    <Facts
      facts={[
        [
          t('state'),
          <span key="state" role="status">
            <Badge tone={state === 'open' ? 'accent' : state === 'overturned' ? 'good' : 'plain'}>
              {say(`appeal_${state}`)}
            </Badge>{' '}
            {job?.state === 'settling' && t('waiting')}
          </span>,
        ],
        [t('account'), <EntityLink key="account" entity={account} />],
        [t('policy'), policy],
        [t('severity'), <SeverityBadge key="severity" severity={severity} />],
        [t('world'), world ?? say('everyWorld')],
        [t('at'), <Time key="at" at={at} />],
        ...(decidedAt === null ? [] : [[t('decidedAt'), <Time key="decided" at={decidedAt} />] as const]),
        [
          t('statement'),
          <A key="statement" to={paths.statement(statement)}>
            {statement}
          </A>,
        ],
        ...(enforcement === null
          ? []
          : [
              [
                t('enforcement'),
                <A key="enforcement" to={paths.enforcement(enforcement)}>
                  {enforcement}
                </A>,
              ] as const,
            ]),
        ...(job === null
          ? []
          : [
              [
                t('job'),
                <span key="job">
                  <A to={paths.job(job.job)}>{job.queue}</A> · {say(`job_${job.state}`)}
                  {job.state === 'open' && (
                    <>
                      {' · '}
                      {t('due')} <Time at={job.dueAt} relative />
                    </>
                  )}
                </span>,
              ] as const,
            ]),
      ]}
    />
  )
}

function Judge({ job }: { readonly job: AppealJob | null }): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const claim = useChange('claimJob', { refreshes: ['job', 'chain', 'heldJobs', 'findAppeals'] })
  if (job === null) return <p className="acts-small">{t('noJob')}</p>
  if (job.state !== 'open') return null
  if (job.whyNot !== null) return <p className="acts-small">{t(WHY_NOT[job.whyNot])}</p>
  return (
    <>
      <ProblemBox error={claim.error} />
      <Button
        primary
        isDisabled={claim.isPending}
        // Whoever holds a job judges it on its page.
        onPress={() =>
          claim.mutate(
            { params: { id: job.job } },
            { onSuccess: () => void navigate({ to: paths.job(job.job) }) },
          )
        }
      >
        {job.held === 'by-you' ? t('goOn') : t('take')}
      </Button>
    </>
  )
}

const WHY_NOT = {
  'no-person': 'whyNot_no_person',
  'no-right': 'whyNot_no_right',
  closed: 'whyNot_closed',
  held: 'whyNot_held',
  'judged-before': 'whyNot_judged_before',
  'not-for-you': 'whyNot_not_for_you',
  'not-chosen': 'whyNot_not_chosen',
  drawn: 'whyNot_drawn',
} as const satisfies Readonly<Record<NonNullable<AppealJob['whyNot']>, string>>
