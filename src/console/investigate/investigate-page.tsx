import { type ReactNode, useEffect, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { EventGrid } from './event-grid.tsx'
import { Filters } from './filters.tsx'
import { FoundSeries } from './found-series.tsx'
import './investigate.css'
import { Said } from '../kit/said.tsx'
import { QueryBar } from './query-bar.tsx'
import { newQuestion, type Question, questionOf } from './query-state.ts'
import { SavedQueries } from './saved-queries.tsx'
import { ShareActs } from './share-acts.tsx'
import { TopLists } from './top-lists.tsx'
import { useInvestigation } from './use-investigation.ts'
import { WORDS } from './words.ts'

const FRESH_MS = 60_000

/** Questions about the past: a new one, or one that was saved. */
export function InvestigatePage(): ReactNode {
  const t = useWords(WORDS)
  const id = useParam('query')
  const facts = useAsk('language', {}, { freshMs: FRESH_MS })
  const busy = useAsk(
    'overview',
    { body: { last: '24h', top: 1 } },
    { enabled: id === '', freshMs: FRESH_MS },
  )
  const saved = useAsk('query', { params: { id: id as never } }, { enabled: id !== '', freshMs: FRESH_MS })
  // Which type is busiest is only where to begin: whoever may not know begins with the first.
  const isWaiting = id === '' ? busy.isPending : saved.data === undefined
  if (facts.data === undefined || isWaiting)
    return (
      <Page title={t('title')} about={t('about')}>
        <ProblemBox error={facts.error ?? saved.error} />
      </Page>
    )
  const names = facts.data.eventTypes.map(({ name }) => name)
  const first = names.find((name) => name === busy.data?.types[0]?.type) ?? names[0] ?? ''
  const start = saved.data === undefined ? newQuestion(first) : questionOf(saved.data.query)
  return <Asking key={id} facts={facts.data} start={start} />
}

function Asking({
  facts,
  start,
}: {
  readonly facts: Reply<'language'>
  readonly start: Question
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { may } = useSession()
  const [question, setQuestion] = useState(start)
  const [when, setWhen] = useState(start.when)
  const [isBulk, setBulk] = useState(false)
  const looked = useInvestigation(question)
  useEffect(() => setWhen(question.when), [question])
  const { isRunning, share, refused, error, events } = looked
  const type = facts.eventTypes.find(({ name }) => name === question.on)
  const percent = share?.toLocaleString(language, { style: 'percent' })
  return (
    <Page
      title={t('title')}
      about={t('about')}
      acts={<ShareActs question={{ ...question, when }} onBulk={() => setBulk(true)} />}
    >
      <Panel>
        <QueryBar
          facts={facts}
          question={question}
          when={when}
          onWhen={setWhen}
          onChange={setQuestion}
          isRunning={isRunning}
          onStop={looked.stop}
        />
        <Filters question={question} onChange={setQuestion} />
        <p className="investigate-running" role="status">
          {isRunning && (percent === undefined ? t('running') : t('runningShare', { share: percent }))}
        </p>
        <ProblemBox error={error} />
        {refused !== undefined && (
          <div className="problem" role="alert">
            <p className="problem-title">{t('refused')}</p>
            {refused.map((line) => (
              <p key={line}>
                <Said text={line} />
              </p>
            ))}
          </div>
        )}
      </Panel>
      <Panel title={t('series')}>
        <FoundSeries
          looked={looked}
          onBrush={(from, to) => setQuestion({ ...question, span: { from, to } })}
        />
      </Panel>
      <Panel title={t('lists')}>
        <TopLists facts={facts} question={question} lists={looked.lists} onChange={setQuestion} />
      </Panel>
      <Panel
        title={t('events')}
        acts={
          may('content.bulk') && (
            <Checkbox
              label={t('showContent')}
              hint={t('showContentHint')}
              isChosen={!question.bare}
              onChange={(isShown) => setQuestion({ ...question, bare: !isShown })}
            />
          )
        }
      >
        {events !== undefined && (
          <EventGrid events={events} content={type?.content ?? null} onEnd={looked.older} />
        )}
      </Panel>
      <Panel title={t('savedQueries')}>
        <SavedQueries />
      </Panel>
      {isBulk && <BulkDialog facts={facts} question={question} onClose={() => setBulk(false)} />}
    </Page>
  )
}
