import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Series } from '../kit/series.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What a rule did, hour by hour. */
export function RuleSeries({ id }: { readonly id: string }): ReactNode {
  const t = useWords(WORDS)
  const [days, setDays] = useState('7')
  const { data, error } = useAsk('ruleHours', { params: { id }, query: { days } }, { keep: true })
  const hours = everyHour(data)
  const of = (what: 'fired' | 'shadow' | 'unknown') => hours.map((hour) => hour[what])
  return (
    <Panel
      title={t('series')}
      acts={
        <Select
          label={t('lastDays')}
          value={days}
          options={['1', '7', '14', '35'].map((value) => ({
            value,
            label: t('daysShown', { count: Number(value) }),
          }))}
          onChange={setDays}
        />
      }
    >
      <ProblemBox error={error} />
      {data?.hours.length === 0 && <Empty>{t('noHours')}</Empty>}
      {data !== undefined && data.hours.length > 0 && (
        <Series
          label={t('series')}
          times={hours.map(({ atMs }) => atMs)}
          lines={[
            { label: t('lineFired'), values: of('fired'), colour: 1 },
            { label: t('lineShadow'), values: of('shadow'), colour: 5 },
            { label: t('lineUnknown'), values: of('unknown'), colour: 3 },
          ]}
        />
      )}
    </Panel>
  )
}

const HOUR_MS = 3_600_000

/** Hours without events are left out of the reply; in the chart nothing happened in them. */
function everyHour(data: Reply<'ruleHours'> | undefined) {
  if (data === undefined || data.hours.length === 0) return []
  const known = new Map(data.hours.map((hour) => [Date.parse(hour.at), hour]))
  const from = Date.parse(data.from)
  const last = Date.parse(data.hours.at(-1)!.at)
  return Array.from({ length: Math.max(1, (last - from) / HOUR_MS + 1) }, (_, i) => {
    const atMs = from + i * HOUR_MS
    const { fired = 0, shadow = 0, unknown = 0 } = known.get(atMs) ?? {}
    return { atMs, fired, shadow, unknown }
  })
}
