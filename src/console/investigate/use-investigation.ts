import { useCallback, useEffect, useRef, useState } from 'react'
import type { Investigation, InvestigationPart, TopList } from '../../api/contract/investigation.ts'
import type { InvestigateLine } from '../../api/contract/past.ts'
import { AskError } from '../api/ask-error.ts'
import { askLines } from '../api/lines.ts'
import { type Looked, NOTHING } from './looked.ts'
import { bodyOf, type Question } from './query-state.ts'
import { readOlder } from './read-older.ts'

/** Others are looking, or what was called off has not quite ended: how often, and after what time, it is tried again. */
const TRIES = 8
const AGAIN_MS = 700

/** Asks whenever the question changes, and shows what is known as it comes. */
export function useInvestigation(question: Question | undefined): Looked & {
  readonly stop: () => void
  readonly older: () => void
} {
  const [looked, setLooked] = useState(NOTHING)
  const under = useRef<AbortController>(undefined)
  const isOlder = useRef(false)
  useEffect(() => {
    if (question === undefined) return
    const mine = new AbortController()
    under.current = mine
    isOlder.current = false
    // What was there stays until something new is known: a page that empties itself at each key is none to read.
    setLooked((before) => ({ ...before, isRunning: true, share: undefined, refused: undefined, error: null }))
    void look(question, mine.signal, (change) => setLooked((before) => ({ ...before, ...change })))
    return () => mine.abort()
  }, [question])
  const stop = useCallback(() => {
    under.current?.abort()
    setLooked((before) => ({ ...before, isRunning: false }))
  }, [])
  const { next, isRunning } = looked
  const older = useCallback(() => {
    if (question === undefined || next === null || isRunning || isOlder.current) return
    isOlder.current = true
    const signal = under.current!.signal
    const asking = (tell: (told: Told) => void) => ask(bodyOf(question, Date.now(), next), signal, tell)
    void readOlder(asking, signal, setLooked).finally(() => {
      if (!signal.aborted) isOlder.current = false
    })
  }, [question, next, isRunning])
  return { ...looked, stop, older }
}

async function look(
  question: Question,
  signal: AbortSignal,
  tell: (change: Partial<Looked>) => void,
): Promise<void> {
  let lists: readonly TopList[] = []
  try {
    await ask(bodyOf(question, Date.now()), signal, ({ share, part, report, refused }) => {
      if (signal.aborted) return
      if (share !== undefined) tell({ share })
      if (part !== undefined && 'list' in part) {
        lists = [...lists, part.list]
        tell({ lists })
      } else if (part !== undefined) tell({ sums: part, lists: [], events: undefined, next: null })
      if (refused !== undefined) tell({ refused })
      if (report !== undefined) {
        const { events, matched, unknown, series, page } = report
        tell({
          ...{ report, lists: report.lists, sums: { events, matched, unknown, series } },
          ...{ events: page?.events ?? [], next: page?.next ?? null },
        })
      }
    })
  } catch (error) {
    if (!signal.aborted) tell({ error: error as Error })
  }
  if (!signal.aborted) tell({ isRunning: false, share: undefined })
}

interface Told {
  readonly share?: number
  readonly part?: InvestigationPart
  readonly report?: Investigation
  readonly refused?: readonly string[]
}

async function ask(
  body: ReturnType<typeof bodyOf>,
  signal: AbortSignal,
  tell: (told: Told) => void,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await askLines<'investigate', InvestigateLine>(
        'investigate',
        { body },
        (line) => {
          switch (line.kind) {
            case 'progress':
              return tell({ share: line.of === 0 ? 0 : line.events / line.of })
            case 'part':
              return tell({ part: line.part })
            case 'report':
              return tell({ report: line.report })
            case 'refused':
              return tell({ refused: [line.why, ...line.lines] })
            case 'problem':
              throw new AskError('fault', line.problem.detail, line.problem)
          }
        },
        signal,
      )
      return
    } catch (fault) {
      const isBusy = fault instanceof AskError && fault.kind === 'rate-limited'
      if (!isBusy || tries >= TRIES || signal.aborted) throw fault
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}
