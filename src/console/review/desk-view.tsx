import type { ReactNode } from 'react'
import { PROTECTION_DEFAULTS } from '../../review/protection/protection.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import { JobDesk } from './job-desk.tsx'
import { RestScreen } from './rest-screen.tsx'
import { UndoBar } from './undo-bar.tsx'
import { type DeskFor, useDesk } from './use-desk.ts'
import { WORDS } from './words.ts'

const FRESH_MS = 300_000

/** The desk: the job at hand, what could not be sent, and what can still be taken back. */
export function DeskView({ of, done }: { readonly of: DeskFor; readonly done?: ReactNode }): ReactNode {
  const t = useWords(WORDS)
  const [desk, state] = useDesk(of)
  const protection = useAsk('ownProtection', {}, { freshMs: FRESH_MS })
  const policies = useAsk('reviewPolicies', {}, { freshMs: FRESH_MS })
  const { current, problem, rest, isTaking } = state
  const foot = (
    <div className="review-foot">
      <UndoBar {...{ desk, state }} />
      <span className="review-count" data-judged={state.judged} data-sending={state.sending}>
        {state.sending > 0 ? t('sending') : state.judged > 0 ? t('judged', { count: state.judged }) : ''}
      </span>
    </div>
  )
  return (
    <div className="review-desk">
      {problem !== undefined && (
        <div className="review-problem">
          {problem.kind !== 'failed' && <p role="alert">{t(problem.kind === 'lost' ? 'lost' : 'notSent')}</p>}
          {problem.kind !== 'lost' && <ProblemBox error={problem.error} />}
          <div className="page-acts">
            {problem.kind === 'failed' && <Button onPress={() => desk.more()}>{t('retry')}</Button>}
            <Button quiet onPress={() => desk.dismiss()}>
              {t('dismiss')}
            </Button>
          </div>
        </div>
      )}
      {current !== undefined ? (
        // Never laxer than what stands where nothing is known yet.
        <JobDesk
          key={`${current.job} ${current.claim}`}
          job={current}
          before={state.draft}
          protection={protection.data?.protection ?? PROTECTION_DEFAULTS}
          policies={policies.data?.policies ?? []}
          onSay={(said, look) => desk.judge(said, look)}
          onPass={(look) => desk.pass(look)}
          foot={foot}
        />
      ) : rest !== null ? (
        <RestScreen rest={rest} onAgain={() => desk.more()} />
      ) : isTaking ? (
        <p className="empty">{t('loading')}</p>
      ) : (
        (done ?? <Empty>{t('nothing')}</Empty>)
      )}
      {current === undefined && foot}
    </div>
  )
}
