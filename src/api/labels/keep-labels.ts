import type { Clock } from '../../core/clock.ts'
import { type DecisionId, decisionTime } from '../../core/id.ts'
import type { LabelState } from '../../engine/label-state.ts'
import { type LabelChange, Unavailable } from '../../engine/ports.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { KeptLabels } from './kept-labels.ts'
import type { LabelCursor, LabelLog } from './ports.ts'

export interface KeepLabelsParts {
  readonly log: LabelLog
  readonly state: LabelState
  /** Up to where the state knows what is stored. */
  readonly cursor: LabelCursor
  /** The ids of decisions are taken from the same source. */
  readonly ids: (nowMs: number) => DecisionId
  readonly clock: Clock
  readonly tell: Log
}

/** Fills an empty state with what is in force. Gives where to go on, and the time of the latest id, 0 when there is none. */
export async function loadLabels(
  { log, clock, tell }: Pick<KeepLabelsParts, 'log' | 'clock' | 'tell'>,
  state: LabelState,
): Promise<{ cursor: LabelCursor; lastMs: number }> {
  const started = clock.now()
  let lastMs = 0
  const cursor = await log.load((change) => {
    state.apply(change)
    lastMs = Math.max(lastMs, changeTime(change))
  })
  if (state.count > 0)
    tell({ level: 'info', message: 'labels are there', labels: state.count, ms: clock.now() - started })
  return { cursor, lastMs }
}

function changeTime({ id }: LabelChange): number {
  return decisionTime(`d-${id}` as DecisionId)
}

/**
 * Keeps a state up with what is stored. Whatever became of a write that was cut short, by whomever, what is stored
 * arrives here within two seconds.
 */
export function keepLabels(parts: KeepLabelsParts): KeptLabels {
  const { log, state, ids, clock, tell } = parts
  let { cursor } = parts
  let looking: Promise<void> | undefined
  let told = false

  async function lookOnce(): Promise<void> {
    try {
      cursor = await log.changes(cursor, (change) => state.apply(change))
      told = false
    } catch (fault) {
      // The store tells by itself that it is gone; once is enough for anything else.
      if (!(fault instanceof Unavailable) && !told)
        tell({ level: 'warn', message: 'labels could not be read again', ...describeFault(fault) })
      told = true
    }
  }

  return {
    log,
    async change(asked) {
      const { atMs = clock.now() } = asked
      const change = { ...asked, id: ids(atMs).slice(2), atMs }
      const id = await log.record(change)
      if (id !== undefined) state.apply({ ...change, id })
      return id !== undefined
    },
    since: () => cursor.xid,
    look() {
      looking ??= lookOnce().finally(() => {
        looking = undefined
      })
      return looking
    },
    async stop() {
      await looking
    },
  }
}
