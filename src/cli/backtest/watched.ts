import type { BacktestProgress } from '../../backtest/run-backtest.ts'
import type { Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { interruptible } from '../interrupt.ts'
import { renderProgress } from '../progress-bar.ts'
import { statusLine } from '../status-line.ts'

/** How often the line is written over, in ms. */
const SHOWN_MS = 100

/** Runs work on the history with a line that tells how far it is; Ctrl-C stops it. */
export async function watched<T>(
  adapters: CliAdapters,
  { json }: Common,
  work: (progress: (progress: BacktestProgress) => void, signal: AbortSignal) => Promise<T>,
): Promise<T | 'interrupted'> {
  const { stderr, clock } = adapters
  const status = statusLine(stderr)
  const started = clock.now()
  let shown = started
  const progress = ({ events, of }: BacktestProgress) => {
    const now = clock.now()
    if (json || now - shown < SHOWN_MS) return
    shown = now
    const seconds = (now - started) / 1000
    const share = of === 0 ? undefined : events / of
    status.show(
      renderProgress({ lines: events, linesPerSecond: events / seconds, share, seconds, unit: 'events' }),
    )
  }
  try {
    return await interruptible(adapters, async (signal) => {
      try {
        return await work(progress, signal)
      } catch (fault) {
        // Whatever it was doing: once it was asked to stop, that it did is all there is to say.
        if (signal.aborted) return 'interrupted'
        throw fault
      }
    })
  } finally {
    status.clear()
  }
}
