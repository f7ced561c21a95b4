import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Asked } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { askLines } from '../api/lines.ts'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { PastFound } from './past-found.tsx'
import { type PastLine, type PastReport, RANGES, type Range, spanOf } from './past-report.ts'
import { type Look, pastSeries } from './past-series.ts'
import { WORDS } from './past-words.ts'
import type { PastSeries } from './sum-series.ts'
import './rules.css'
import { Said } from '../kit/said.tsx'

const EXAMPLES = 5

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly events: number; readonly of: number }
  | { readonly kind: 'found'; readonly report: PastReport; readonly series?: PastSeries | undefined }
  | { readonly kind: 'refused'; readonly why: string; readonly lines: readonly string[] }
  | { readonly kind: 'failed'; readonly error: AskError }

interface Given {
  readonly rule: string
  readonly look: Look
  /** What is to be laid over the live pack before; undefined: the rule as it is. */
  readonly edits?: NonNullable<Asked<'backtest'>['body']>['edits']
  readonly isDisabled?: boolean
}

/** Judges the past again with a rule as it is written, in place, with progress; it can be stopped. */
export function Backtest({ rule, look, edits, isDisabled = false }: Given): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const [range, setRange] = useState<Range>('day')
  const [state, setState] = useState<State>({ kind: 'idle' })
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  async function run(): Promise<void> {
    stop.current?.abort()
    const mine = new AbortController()
    stop.current = mine
    setState({ kind: 'running', events: 0, of: 0 })
    const span = spanOf(range, Date.now())
    const body = {
      ...{ rule, ...span },
      ...(edits === undefined ? {} : { edits }),
      ...(may('content.bulk') ? { examples: EXAMPLES } : {}),
    }
    try {
      await askLines<'backtest', PastLine>(
        'backtest',
        { body },
        (line) => {
          if (mine.signal.aborted) return
          if (line.kind === 'progress') setState({ kind: 'running', events: line.events, of: line.of })
          else if (line.kind === 'problem')
            setState({ kind: 'refused', why: line.problem.detail, lines: [line.problem.wayOut] })
          else setState(line.kind === 'report' ? { kind: 'found', report: line.report } : line)
        },
        mine.signal,
      )
      // Hour by hour, once the counts are there; without it the counts stand for themselves.
      const series = await pastSeries(look, span, mine.signal).catch(() => undefined)
      setState((now) => (now.kind === 'found' && !mine.signal.aborted ? { ...now, series } : now))
    } catch (fault) {
      if (mine.signal.aborted) return
      setState({ kind: 'failed', error: fault as AskError })
    }
  }
  const isRunning = state.kind === 'running'
  return (
    <Panel title={t('title')}>
      <p className="rules-meta">{t('hint')}</p>
      <div className="rules-acts">
        <Select
          label={t('range')}
          value={range}
          options={RANGES.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => setRange(value as Range)}
        />
        {isRunning ? (
          <Button
            onPress={() => {
              stop.current?.abort()
              setState({ kind: 'idle' })
            }}
          >
            {t('stop')}
          </Button>
        ) : (
          <Button isDisabled={isDisabled} onPress={() => void run()}>
            {t('run')}
          </Button>
        )}
      </div>
      <div role="status">
        {isRunning && (
          <>
            <progress
              className="rules-progress"
              aria-label={t('title')}
              value={state.events}
              max={Math.max(1, state.of)}
            />
            <p>{state.of === 0 ? t('starting') : t('progress', { done: state.events, of: state.of })}</p>
          </>
        )}
      </div>
      {state.kind === 'refused' && (
        <div className="problem" role="alert">
          <p className="problem-title">{t('refused')}</p>
          <p>
            <Said text={state.why} />
          </p>
          {state.lines.map((line) => (
            <p key={line}>
              <Said text={line} />
            </p>
          ))}
        </div>
      )}
      {state.kind === 'failed' && <ProblemBox error={state.error} />}
      {state.kind === 'found' && <PastFound report={state.report} series={state.series} rule={rule} />}
    </Panel>
  )
}
