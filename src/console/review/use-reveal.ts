import { useEffect, useMemo, useState } from 'react'
import type { Care } from '../../review/protection/protection.ts'
import { type Stopwatch, stopwatch } from './stopwatch.ts'

/** What of a job's content is seen, and for how long. */
export interface Reveal {
  /** Whether there is anything to be revealed. */
  readonly isGuarded: boolean
  readonly isShown: boolean
  /** Whether it was shown before: what was asked for once is blurred then, and not put away. */
  readonly wasShown: boolean
  show(isShown: boolean): void
  readonly mode: 'hold' | 'toggle'
  /** How long the content stood revealed. */
  readonly revealed: Stopwatch
  /** How long the job was before the reviewer: not while the page was hidden. */
  readonly spent: Stopwatch
}

const now = () => performance.now()

/** Content of the job at hand: covered again as soon as the key is let go, the window loses the focus, or the job goes. */
export function useReveal(job: string, care: Care, mode: 'hold' | 'toggle'): Reveal {
  const isGuarded = care.blur !== 'none' || care.grey || care.summary
  const [shownJob, setShownJob] = useState<string>()
  const [seen, setSeen] = useState<string>()
  const isShown = shownJob === job
  // A new pair of watches for each job.
  const { revealed, spent } = useMemo(() => {
    void job
    return { revealed: stopwatch(now), spent: stopwatch(now) }
  }, [job])
  useEffect(() => {
    const tick = () => {
      spent.run(!document.hidden)
      revealed.run(!document.hidden && (!isGuarded || isShown))
    }
    const cover = () => {
      setShownJob(undefined)
      tick()
    }
    const hide = () => (document.hidden ? cover() : tick())
    tick()
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('blur', cover)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('blur', cover)
    }
  }, [isShown, isGuarded, revealed, spent])
  return {
    ...{ isGuarded, mode, revealed, spent },
    isShown: !isGuarded || isShown,
    wasShown: seen === job,
    show(shown) {
      setShownJob(shown ? job : undefined)
      if (shown) setSeen(job)
    },
  }
}
