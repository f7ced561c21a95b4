import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { Series } from '../kit/series.tsx'
import { WORDS as KIT } from '../kit/words.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly reply: Reply<'overview'>
  readonly onBrush: (fromMs: number, toMs: number) => void
}

/** Verdicts beside `allow` have a chart of their own: among all events they would not be seen. */
const STRICT = [
  ['block', 2],
  ['hold', 4],
  ['mask', 3],
  ['nudge', 5],
] as const

export function OverviewCharts({ reply, onBrush }: Given): ReactNode {
  const t = useWords(WORDS)
  const kit = useWords(KIT)
  const { series, everySeconds } = reply
  const start = Date.parse(reply.from)
  const stepMs = everySeconds * 1000
  // Steps that were touched belong to it, whole.
  const brush = (fromMs: number, toMs: number) =>
    onBrush(Math.floor(fromMs / stepMs) * stepMs, (Math.floor(toMs / stepMs) + 1) * stepMs)
  const times = series.events.map((_, i) => start + i * stepMs)
  return (
    <div className="home-charts">
      <div>
        <h3>{t('events')}</h3>
        <Series
          label={t('events')}
          times={times}
          lines={[{ label: t('events'), values: series.events, colour: 1 }]}
          onBrush={brush}
          height={150}
        />
      </div>
      <div>
        <h3>{t('verdicts')}</h3>
        <Series
          label={t('verdicts')}
          times={times}
          lines={STRICT.map(([verdict, colour]) => ({
            label: kit(verdict),
            values: series[verdict],
            colour,
          }))}
          onBrush={brush}
          height={150}
        />
      </div>
    </div>
  )
}
